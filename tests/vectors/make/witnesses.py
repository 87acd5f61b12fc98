# SPDX-License-Identifier: Apache-2.0
"""Cases of what a log and a witness say to each other."""

import base64

from formats import (LOG, LOG_NEXT, OTHER_LOG, POST_QUANTUM, TIME, WITNESSES, Cases, Key, b64,
                     checkpoint, consistency, leaves_of, line, note, root,
                     subtree_message, subtree_proof)

WITNESS = WITNESSES[0]


def request(old, count, *, proof=None, signers=(LOG,), text=None):
    text = text or checkpoint(LOG.name, count)
    if proof is None:
        proof = consistency(old, leaves_of(count)) if 0 < old <= count else []
    head = "".join(f"{each}\n" for each in (f"old {old}", *map(b64, proof), ""))
    return head + note(text, *(s if isinstance(s, str) else s.line(text) for s in signers))


def requests():
    cases = Cases("Whether bytes are a request to add a checkpoint, whatever a witness says to it. "
                  "old_size, proof (its lines): what is read.")
    plain = request(3, 7)

    def good(name, why, data, old, proof):
        cases.add(name, why, True, input=data, old_size=str(old), proof=proof)

    def bad(name, why, data, error="invalid"):
        cases.add(name, why, False, input=data, error=error)

    good("growth", "old size, proof, empty line, checkpoint", plain, 3, 4)
    good("first_sight", "no proof", request(0, 7), 0, 0)
    good("same_size", "no proof", request(7, 7), 7, 0)
    good("greatest_old_size", "a size has 64 bits", request(2**64 - 1, 7), 2**64 - 1, 0)
    good("sixty_three_lines", "a client must not send more",
         request(3, 7, proof=[b"h" * 32] * 63), 3, 63)
    good("two_signatures", "a checkpoint may have several",
         request(3, 7, signers=(LOG, LOG_NEXT)), 3, 4)
    good("extension_line", "a checkpoint may have them",
         request(0, 7, text=checkpoint(LOG.name, 7, "more")), 0, 0)
    bad("sixty_four_lines", "a client must not send more",
        request(3, 7, proof=[b"h" * 32] * 64))
    bad("empty", "the first line is the old size", "")
    for name, other in {"missing": "", "twice": "old 3\n" * 2, "without_number": "old \n",
                        "without_space": "old3\n", "two_spaces": "old  3\n", "tab": "old\t3\n",
                        "leading_zero": "old 03\n", "minus": "old -3\n", "plus": "old +3\n",
                        "space_behind": "old 3 \n", "in_capitals": "OLD 3\n",
                        "above_64_bits": f"old {2**64}\n", "hexadecimal": "old 0x3\n",
                        "two_zeroes": "old 00\n", "empty_line_before": "\nold 3\n",
                        "carriage_return": "old 3\r\n"}.items():
        bad(f"old_size_{name}", "old, a space, a decimal", plain.replace("old 3\n", other))
    one = b64(consistency(3, leaves_of(7))[0])
    for name, other in {"of_31_bytes": b64(b"h" * 31), "of_33_bytes": b64(b"h" * 33),
                        "not_base64": "*" * 44, "in_hexadecimal": "00" * 32,
                        "with_space": one + " "}.items():
        bad(f"proof_{name}", "a hash is 32 bytes in base64", plain.replace(one, other))
    bad("empty_line_in_the_proof", "an empty line ends the proof", plain.replace(one, one + "\n"))
    bad("empty_line_missing", "an empty line ends the proof",
        plain.replace(f"\n\n{LOG.name}", f"\n{LOG.name}", 1))
    bad("checkpoint_missing", "a checkpoint follows", plain[:plain.index(LOG.name)])
    bad("signature_missing", "a checkpoint is signed", plain[:plain.rindex("\n\n") + 1])
    bad("last_newline_missing", "lines end with a newline", plain[:-1])
    bad("another_note", "the note is a checkpoint", request(3, 7, text="text\n"))
    return cases


def decisions():
    cases = Cases("What a witness answers: known is what it knows of the origin, latest what it "
                  "must store before a 200. body is the answer's where the specification fixes "
                  "it. The witness's key is signer, its clock says time_s.")
    empty = root([])

    def case(name, why, status, data, latest=(0, empty), keys=(LOG,), signer=WITNESS, **fields):
        body = None
        if status == 200:
            text = data.split("\n\n", 1)[1].rsplit("\n\n", 1)[0] + "\n"
            body = signer.line(text, TIME)
            fields["latest"] = {"size": text.split("\n")[1], "root": text.split("\n")[2]}
        elif status == 409:
            body = f"{latest[0]}\n"
        cases.add(name, why, status == 200, status=status, input=data, body=body,
                  known={"keys": [k.vkey() for k in keys], "size": str(latest[0]),
                         "root": b64(latest[1])},
                  content_type="text/x.tlog.size" if status == 409 else None,
                  signer=signer.skey(), time_s=str(TIME), **fields)

    def at(size):
        return size, root(leaves_of(size))

    for old, new in ((0, 1), (0, 7), (1, 1), (1, 2), (3, 7), (4, 8), (6, 8), (7, 7), (7, 13)):
        case(f"from_{old}_to_{new}", "it is consistent", 200, request(old, new), at(old))
    case("empty_tree", "its root is the empty one", 200, request(0, 0))
    case("extension_line", "it is cosigned as it stands", 200,
         request(0, 7, text=checkpoint(LOG.name, 7, "more")))
    with_ml_dsa(case, at)
    case("any_trusted_key", "a log may have several", 200, request(3, 7, signers=(LOG_NEXT,)),
         at(3), (LOG, LOG_NEXT))
    case("unknown_key_beside", "signatures of unknown keys are ignored", 200,
         request(3, 7, signers=(OTHER_LOG, LOG)), at(3))
    case("unknown_origin", "404", 404, request(3, 7), at(3), ())
    case("unknown_origin_and_wrong_proof", "nothing else is looked at", 404,
         request(3, 7, proof=[]), at(5), ())
    case("unknown_key", "403", 403, request(3, 7, signers=(OTHER_LOG,)), at(3))
    wrong = line(LOG.name, LOG.id, OTHER_LOG.signature(checkpoint(LOG.name, 7)))
    case("trusted_key_fails", "403", 403, request(3, 7, signers=(wrong,)), at(3))
    case("trusted_key_fails_beside_one_that_holds", "403", 403,
         request(3, 7, signers=(LOG_NEXT, wrong)), at(3), (LOG, LOG_NEXT))
    case("trusted_key_holds_and_then_fails", "403", 403, request(3, 7, signers=(LOG, wrong)),
         at(3))
    case("wrong_key_and_wrong_size", "403 before 409", 403, request(3, 7, signers=(OTHER_LOG,)),
         at(5))
    case("old_size_above_the_new_one", "400", 400, request(8, 7), at(8))
    case("old_size_above_and_not_the_known_one", "400 before 409", 400, request(8, 7), at(3))
    case("wrong_key_and_old_size_above", "403 before 400", 403,
         request(8, 7, signers=(OTHER_LOG,)), at(3))
    case("old_size_below_the_known_one", "409 and the known size", 409, request(3, 7), at(5))
    case("old_size_above_the_known_one", "409 and the known size", 409, request(5, 7), at(3))
    case("old_size_of_an_unseen_log", "409 and zero", 409, request(3, 7))
    case("asking_for_the_known_size", "a client may ask with zero", 409, request(0, 7), at(7))
    case("rollback", "409 and the known size", 409, request(3, 3), at(7))
    case("wrong_proof_and_wrong_size", "409 before 422", 409, request(3, 7, proof=[]), at(5))
    held = consistency(3, leaves_of(7))
    for name, proof in {"missing": [], "one_missing": held[:-1], "one_too_many": [*held, held[0]],
                        "in_reverse": held[::-1], "one_changed": [b"h" * 32, *held[1:]],
                        "of_another_size": consistency(3, leaves_of(8))}.items():
        case(f"proof_{name}", "422", 422, request(3, 7, proof=proof), at(3))
    case("proof_from_nothing", "422: from the empty tree nothing is proven", 422,
         request(0, 7, proof=[b"h" * 32]))
    case("proof_to_the_same_size", "422: nothing is proven", 422,
         request(7, 7, proof=[root(leaves_of(7))]), at(7))
    case("same_size_and_another_root", "422", 422, request(7, 7), (7, b"r" * 32))
    case("another_past", "422", 422, request(3, 7), (3, b"r" * 32))
    forged = "\n".join([LOG.name, "0", b64(b"r" * 32), ""])
    case("empty_tree_with_another_root", "422", 422, request(0, 0, text=forged))
    return cases


def with_ml_dsa(case, at):
    for old, new in ((0, 0), (0, 7), (3, 7), (7, 7)):
        case(f"ml_dsa_from_{old}_to_{new}", "a witness may sign with ML-DSA-44", 200,
             request(old, new), at(old), signer=POST_QUANTUM, go=False)
    case("ml_dsa_extension_line", "it is not cosigned", 200,
         request(0, 7, text=checkpoint(LOG.name, 7, "more")), signer=POST_QUANTUM, go=False)
    far = Key("o" * 256, 1)
    long = request(0, 7, text=checkpoint(far.name, 7), signers=(far,))
    case("origin_of_256_bytes", "an Ed25519 witness has no bound", 200, long, keys=(far,))
    case("ml_dsa_origin_of_256_bytes", "400: ML-DSA-44 signs at most 255", 400, long, keys=(far,),
         signer=POST_QUANTUM)


def subtree(start, end, count, *, proof=None, signers=(POST_QUANTUM,), text=None, hashed=None):
    text, leaves = text or checkpoint(LOG.name, count), leaves_of(count)
    if proof is None:
        proof = subtree_proof(start, end, leaves)
    hashed = hashed or root(leaves[start:end])
    head = "".join(f"{each}\n" for each in (f"subtree {start} {end}", b64(hashed),
                                            *map(b64, proof), ""))
    lines = (s if isinstance(s, str) else s.line(text, *(() if s.kind == 1 else (TIME,)))
             for s in signers)
    return head + note(text, *lines)


def subtree_requests():
    cases = Cases("Whether bytes are a request to cosign a subtree, whatever a witness says to it. "
                  "start, end, root, proof (its lines): what is read.")

    def good(name, why, data, start, end, proof):
        cases.add(name, why, True, input=data, start=str(start), end=str(end),
                  root=data.split("\n")[1], proof=proof)

    def bad(name, why, data, error="invalid"):
        cases.add(name, why, False, input=data, error=error)

    def by_log(*args, **fields):
        return subtree(*args, signers=(LOG,), **fields)

    plain = by_log(8, 13, 14)
    good("from_8_to_13_of_14", "range, hash, proof, empty line, checkpoint", plain, 8, 13, 4)
    good("whole_tree", "no proof", by_log(0, 14, 14), 0, 14, 0)
    good("one_entry", "of one entry", by_log(5, 6, 7), 5, 6, 3)
    good("sixty_three_lines", "a client must not send more",
         by_log(8, 13, 14, proof=[b"h" * 32] * 63), 8, 13, 63)
    good("cosigned_by_both_keys", "a checkpoint may have several signatures",
         subtree(0, 4, 7, signers=(WITNESS, POST_QUANTUM)), 0, 4, 1)
    far = "\n".join([LOG.name, str(2**64 - 1), b64(b"r" * 32), ""])
    good("greatest_range", "a size has 64 bits",
         by_log(8, 13, 14, text=far).replace("8 13", f"{2**63} {2**64 - 1}", 1),
         2**63, 2**64 - 1, 4)
    bad("sixty_four_lines", "a client must not send more",
        by_log(8, 13, 14, proof=[b"h" * 32] * 64))
    bad("empty", "the first line is the range", "")
    for name, other in {"missing": "", "twice": "subtree 8 13\n" * 2,
                        "of_one_number": "subtree 8\n", "of_three_numbers": "subtree 8 13 14\n",
                        "two_spaces": "subtree 8  13\n",
                        "tab": "subtree 8\t13\n", "leading_zero": "subtree 08 13\n",
                        "leading_zero_behind": "subtree 8 013\n", "minus": "subtree -8 13\n",
                        "space_behind": "subtree 8 13 \n", "in_capitals": "SUBTREE 8 13\n",
                        "of_add_checkpoint": "old 8\n", "above_64_bits": f"subtree 0 {2**64}\n",
                        "reversed": "subtree 13 8\n",
                        "of_nothing": "subtree 8 8\n", "of_nothing_at_all": "subtree 0 0\n",
                        "not_aligned": "subtree 3 7\n", "beyond_the_checkpoint": "subtree 8 15\n",
                        "carriage_return": "subtree 8 13\r\n"}.items():
        bad(f"range_{name}", "a subtree's start and end", plain.replace("subtree 8 13\n", other))
    one = plain.split("\n")[1]
    for name, other in {"of_31_bytes": b64(b"h" * 31), "of_33_bytes": b64(b"h" * 33),
                        "not_base64": "*" * 44, "empty": ""}.items():
        bad(f"hash_{name}", "a hash is 32 bytes in base64", plain.replace(one, other, 1))
    bad("hash_missing", "the subtree's hash stands behind its range",
        plain[:plain.index("\n")] + plain[plain.index("\n\n"):])
    bad("empty_line_missing", "an empty line ends the proof",
        plain.replace(f"\n\n{LOG.name}", f"\n{LOG.name}", 1))
    bad("checkpoint_missing", "a checkpoint follows", plain[:plain.index(LOG.name)])
    bad("another_note", "the note is a checkpoint", by_log(8, 13, 14, text="text\n"))
    return cases


def subtree_decisions():
    cases = Cases("What a witness answers that is asked to cosign a subtree: known is what it "
                  "knows of the origin, signers are its keys; body is the answer's.")

    def case(name, why, status, data, *, by=(), keys=(LOG,), signers=(WITNESS, POST_QUANTUM)):
        body = None
        if status == 200:
            start, end = map(int, data.split("\n")[0].split()[1:])
            hashed = base64.b64decode(data.split("\n")[1])
            body = "".join(line(key.name, key.id, bytes(8) + key.sign_bytes(
                subtree_message(key.name, 0, LOG.name, start, end, hashed))) for key in by)
        cases.add(name, why, status == 200, status=status, input=data, body=body,
                  known={"keys": [key.vkey() for key in keys]},
                  signers=[key.skey() for key in signers])

    own, next_key = (POST_QUANTUM,), Key(POST_QUANTUM.name, 21, 6)
    for start, end, count in ((0, 14, 14), (8, 13, 14), (0, 8, 14), (5, 6, 7), (4, 7, 7),
                              (0, 1, 1)):
        case(f"from_{start}_to_{end}_of_{count}", "it is in the tree", 200,
             subtree(start, end, count), by=own)
    case("extension_line", "they are not cosigned", 200,
         subtree(0, 4, 7, text=checkpoint(LOG.name, 7, "more")), by=own)
    case("cosigned_by_both_keys", "the key that can signs", 200,
         subtree(8, 13, 14, signers=(WITNESS, POST_QUANTUM)), by=own)
    case("signature_of_the_log_beside", "it is not asked for, and does no harm", 200,
         subtree(8, 13, 14, signers=(LOG, POST_QUANTUM)), by=own)
    case("two_keys_of_which_one_has_cosigned", "who has cosigned signs", 200, subtree(8, 13, 14),
         by=own, signers=(POST_QUANTUM, next_key))
    case("two_keys_that_have_cosigned", "each signs", 200,
         subtree(8, 13, 14, signers=(next_key, POST_QUANTUM)), by=(POST_QUANTUM, next_key),
         signers=(POST_QUANTUM, next_key))
    case("unknown_origin", "404", 404, subtree(8, 13, 14), keys=())
    case("not_cosigned", "403", 403, subtree(8, 13, 14, signers=(LOG,)))
    case("cosigned_by_another_witness", "403", 403, subtree(8, 13, 14, signers=(next_key,)))
    case("cosigned_by_ed25519_alone", "a key of the witness's has: the one that can signs", 200,
         subtree(8, 13, 14, signers=(WITNESS,)), by=own)
    case("witness_without_ml_dsa", "403: it has no key that can", 403,
         subtree(8, 13, 14, signers=(WITNESS,)), signers=(WITNESS,))
    case("cosignature_of_another_checkpoint", "403", 403,
         subtree(8, 13, 14, signers=(POST_QUANTUM.line(checkpoint(LOG.name, 13), TIME),)))
    case("unknown_origin_and_not_cosigned", "404 before 403", 404,
         subtree(8, 13, 14, signers=(LOG,)), keys=())
    case("not_cosigned_and_wrong_proof", "403 before 422", 403,
         subtree(8, 13, 14, signers=(LOG,), proof=[]))
    held = subtree_proof(8, 13, leaves_of(14))
    for name, proof in {"missing": [], "one_missing": held[:-1], "one_too_many": [*held, held[0]],
                        "in_reverse": held[::-1], "one_changed": [b"h" * 32, *held[1:]],
                        "of_another_size": subtree_proof(8, 13, leaves_of(13))}.items():
        case(f"proof_{name}", "422", 422, subtree(8, 13, 14, proof=proof))
    case("another_hash", "422", 422, subtree(8, 13, 14, hashed=b"h" * 32))
    case("whole_tree_with_another_hash", "422", 422, subtree(0, 14, 14, hashed=b"h" * 32))
    return cases


def answers():
    cases = Cases("What a log makes of an answer to its request about text, knowing the keys of "
                  "its witness. cosignatures: the lines that hold. known_size: of a 409.")
    text = checkpoint(LOG.name, 7)
    held, next_key = WITNESS.line(text, TIME), Key(WITNESS.name, 60, 4)

    def case(name, why, status, body, kind="text/plain", **fields):
        error = fields.pop("error", None)
        keys = fields.pop("keys", (WITNESS, next_key))
        cases.add(name, why, error is None, status=status, content_type=kind, input=body,
                  text=text, keys=[key.vkey() for key in keys], error=error, **fields)

    case("one_cosignature", "it holds", 200, held, cosignatures=[held])
    two = next_key.line(text, TIME)
    case("two_keys_of_the_witness", "both hold", 200, held + two, cosignatures=[held, two])
    other = WITNESSES[1].line(text, TIME)
    case("unknown_key_beside", "it is ignored", 200, other + held, cosignatures=[held])
    case("any_type", "the type of a 200 is not fixed", 200, held, "", cosignatures=[held])
    zero = WITNESS.line(text, 0)
    case("zero_time_beside", "a cosignature tells its time", 200, zero + two, cosignatures=[two])
    case("zero_time", "a cosignature tells its time", 200, zero, error="corrupt")
    lattice, keys = POST_QUANTUM.line(text, TIME), (WITNESS, POST_QUANTUM)
    case("ml_dsa_cosignature", "it holds", 200, lattice, keys=keys, cosignatures=[lattice],
         go=False)
    case("ml_dsa_and_ed25519", "both hold", 200, lattice + held, keys=keys,
         cosignatures=[lattice, held], go=False)
    case("ml_dsa_zero_time", "a cosignature tells its time", 200, POST_QUANTUM.line(text, 0),
         keys=keys, error="corrupt")
    case("ml_dsa_of_another_checkpoint", "a known key fails", 200,
         POST_QUANTUM.line(checkpoint(LOG.name, 8), TIME), keys=keys, error="forbidden")
    case("unknown_key_alone", "a key of the witness has signed", 200, other, error="forbidden")
    case("of_another_checkpoint", "a known key fails", 200,
         WITNESS.line(checkpoint(LOG.name, 8), TIME), error="forbidden")
    case("one_holds_and_one_fails", "a known key that fails refuses all", 200,
         held + next_key.line("x\n", TIME), error="forbidden")
    for name, body in {"empty": "", "newline": "\n", "words": "thank you\n",
                       "empty_line_before": "\n" + held, "empty_line_behind": held + "\n",
                       "empty_line_between": held + "\n" + two, "last_newline_missing": held[:-1],
                       "whole_note": note(text, held), "carriage_return": held[:-1] + "\r\n",
                       "hyphen": "-" + held[1:]}.items():
        case(f"body_{name}", "one or more signature lines", 200, body, error="corrupt")
    size = "text/x.tlog.size"
    for number in (0, 5, 2**64 - 1):
        case(f"conflict_{number}", "the size that the witness knows", 409, f"{number}\n", size,
             known_size=str(number))
    for name, body in {"empty": "", "newline": "\n", "last_newline_missing": "5",
                       "leading_zero": "05\n", "minus": "-5\n", "two_lines": "5\n6\n",
                       "space": "5 \n", "words": "five\n", "above_64_bits": f"{2**64}\n"}.items():
        case(f"conflict_with_{name}", "a decimal and a newline", 409, body, size,
             error="conflict")
    for name, kind in {"plain": "text/plain", "no": "", "longer": size + "; charset=utf-8",
                       "capital": size.upper()}.items():
        case(f"conflict_of_{name}_type", "the type is text/x.tlog.size", 409, "5\n", kind,
             error="conflict")
    for status, error in {400: "invalid", 403: "forbidden", 404: "not_found", 422: "invalid",
                          429: "limited", 500: "unavailable", 503: "unavailable",
                          301: "unavailable", 201: "unavailable", 204: "unavailable"}.items():
        case(f"status_{status}", "it says what went wrong", status, held, error=error)
    return cases
