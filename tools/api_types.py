#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""TypeScript's view of docs/spec/openapi.yaml: one type a schema that has a name.

    api_types.py openapi.yaml wire.ts     wire.ts is made for the check and is not kept"""
import json
import sys

import yaml


def type_of(schema):
    if "$ref" in schema:
        return schema["$ref"].rsplit("/", 1)[1]
    if "enum" in schema:
        return " | ".join(json.dumps(word) for word in schema["enum"])
    if "anyOf" in schema:
        return " | ".join(type_of(one) for one in schema["anyOf"])
    kind = schema.get("type")
    if isinstance(kind, list):
        return " | ".join(type_of({**schema, "type": one}) for one in kind)
    if kind == "array":
        return f"Array<{type_of(schema['items'])}>"
    if kind == "object":
        required = set(schema.get("required", []))
        members = (f"  {json.dumps(name)}{'' if name in required else '?'}: {type_of(member)};"
                   for name, member in schema.get("properties", {}).items())
        return "{\n" + "\n".join(members) + "\n}"
    return {"integer": "number", "number": "number", "string": "string", "boolean": "boolean",
            "null": "null"}[kind]


def main():
    source, target = sys.argv[1:]
    schemas = yaml.safe_load(open(source))["components"]["schemas"]
    with open(target, "w") as out:
        out.write("// Made by tools/api_types.py from docs/spec/openapi.yaml.\n")
        for name, schema in schemas.items():
            out.write(f"export type {name} = {type_of(schema)};\n")


main()
