// SPDX-License-Identifier: Apache-2.0
// Portuguese.
import { plural } from "../shared/plural";
import type { Strings } from "./strings_en";

export const pt: Strings = {
  name: "Português",
  title: "Verificar uma prova",
  lead:
    "Esta entrada estava no registo, e quem a viu lá? Tudo se faz neste aparelho: a página não " +
    "envia nada, não guarda nada e funciona sem rede.",
  theme: "Claro, escuro ou como o sistema",
  language: "Língua",
  light: "Claro",
  dark: "Escuro",
  system: "Sistema",
  skip: "Ir para o resultado",
  proof: "A prova",
  proofSay: "O ficheiro entregue com a entrada. O nome acaba em .tlog-proof.",
  entry: "A entrada",
  entrySay:
    "O próprio ficheiro que foi posto no registo. Uma cópia aberta e gravada de novo é outro. De " +
    "um registo privado é o ficheiro que abre a entrada; o seu nome acaba em .opening.",
  trust: "Em quem acredita",
  trustSay:
    "A chave do registo, uma linha, ou uma política com as chaves de registos e testemunhas. " +
    "Obtenha-a por outra via que não a da prova: quem fizesse uma prova falsa enviaria com ela " +
    "uma " +
    "chave falsa.",
  trustLabel: "Linha de chave ou política",
  choose: "Escolher um ficheiro",
  orDrop: "ou largue-o aqui",
  remove: "Retirar",
  bytes: (n: number) => plural("pt", n, { one: "# byte", many: "# de bytes", other: "# bytes" }),
  result: "Resultado",
  waiting: "A resposta aparece aqui",
  missing: "Ainda falta:",
  yes: "A entrada estava no registo",
  yesAlone: "O registo diz que a entrada está nele",
  seen: (origin: string, time: string, who: string) =>
    `Esta entrada estava no registo ${origin} o mais tardar em ${time}; viram-no: ${who}.`,
  seenAtNoTime: (origin: string, who: string) =>
    `Esta entrada estava no registo ${origin}; viram-no, sem dizer quando: ${who}.`,
  unseen: (origin: string) =>
    `Esta entrada está no registo ${origin}, diz o próprio registo. Nenhuma testemunha em quem ` +
    "acredite responde por isso; por isso nenhuma data fica provada.",
  opened: "O que trouxe",
  opens:
    "Este ficheiro abre uma entrada que por si só nada diz: os outros só veem no registo 37 " +
    "bytes sem sentido, não de que trata nem de quem.",
  openedType: (type: string) => `Este ficheiro contém um documento do tipo ${type}.`,
  openedWarning:
    "Quem receber este ficheiro pode ler o que contém e prová-lo a outros. Entregue-o só a quem " +
    "diz respeito.",
  proven: "O que fica provado",
  place: (index: string, size: string) =>
    `É a entrada número ${index}, a contar de 0, das ${size} que o registo tinha então.`,
  signed: (origin: string) => `O registo assinou isto: a assinatura de ${origin} é válida.`,
  witnessed: (name: string, time: string) => `${name} viu este estado do registo em ${time}.`,
  witnessedAtNoTime: (name: string) => `${name} viu este estado do registo e não disse quando.`,
  enough: (n: string, all: string) =>
    `Das ${all} testemunhas que indicou respondem ${n}, o que basta à sua política.`,
  notProven: "O que não fica provado",
  notWhen: "Quando a entrada foi feita. Pode ser mais antiga do que o seu lugar no registo.",
  notTrue: "Que seja verdade o que diz, ou quem a escreveu.",
  notWhose: "De quem são as chaves. Foi você que as trouxe; a página não pode saber.",
  notSame: "Que o registo mostre o mesmo a todos. Por isso só testemunhas podem responder.",
  notClock:
    "Que os relógios das testemunhas estivessem certos. Cada hora é a palavra dessa testemunha.",
  notExtra: (bytes: string) =>
    `O que a prova traz a mais: ${bytes} por que ninguém responde. Não foram usados.`,
  record: "Para o processo",
  log: "Registo",
  number: "Número da entrada",
  size: "Entradas do registo",
  root: "Raiz do registo",
  leaf: "Resumo da entrada no registo",
  digest: "SHA-256 da entrada",
  digestOpening: "SHA-256 do ficheiro que a abre",
  digestProof: "SHA-256 da prova",
  keys: "Chaves que assinaram",
  print: "Imprimir este resultado",
  no: "Nada fica provado",
  noSay:
    "Isso não quer dizer que a entrada seja falsa. Quer dizer que a prova, a entrada e as chaves " +
    "não condizem.",
  todo: "O que fazer",
  whatProof: "A prova",
  whatTrust: "A chave ou a política",
  atLine: (what: string, line: string, part: string) =>
    `${what} não se consegue ler: linha ${line}, ${part}.`,
  atWhole: (what: string, part: string) => `${what} não se consegue ler: ${part}.`,
  parts: {
    length: "é demasiado longa",
    characters: "um carácter que não pode estar ali",
    version: "a primeira linha de uma prova",
    extra: "os dados a mais",
    index: "o número da entrada",
    hash: "um resumo",
    gap: "falta uma linha vazia ou o fim de uma linha",
    origin: "o nome do registo",
    size: "o tamanho do registo",
    root: "a raiz do registo",
    extension: "uma linha depois da raiz",
    signature: "uma linha de assinatura",
    key: "uma chave",
    word: "uma palavra que aqui não quer dizer nada",
    fields: "palavras a menos, ou a mais",
    name: "um nome já usado",
    member: "um membro de um grupo",
    threshold: "quantos de um grupo se pedem",
    quorum: "a linha que diz quem basta",
  },
  formProofDo:
    "Peça a prova outra vez, como anexo. Os programas de correio e os editores mudam as linhas.",
  formTrustDo:
    "Copie-a inteira. Uma chave é uma linha: um nome, oito algarismos e letras, com sinais de " +
    "mais " +
    "pelo meio. Uma política tem uma linha que começa por «quorum».",
  falseSignature: (name: string) => `Uma assinatura em nome de ${name} não é válida.`,
  falseSignatureDo:
    "Não se fie nesta prova. O que foi assinado mudou entretanto, ou foi outra chave que o " +
    "assinou. Peça outra vez a prova e a chave, cada uma por uma via diferente.",
  nobodyKnown: (origin: string) => `Ninguém em quem acredite a assinou. É do registo ${origin}.`,
  nobodyKnownDo: "Veja se a chave que deu é a deste registo.",
  anotherLog: (origin: string) => `Nenhuma das chaves que deu para o registo ${origin} a assinou.`,
  anotherLogDo: "Veja se a sua política tem a chave deste registo com este mesmo nome.",
  noQuorum: (who: string) => `Testemunhas a menos: respondem ${who}, e a sua política pede mais.`,
  noQuorumNobody: "Nenhuma testemunha que indicou responde, e a sua política pede-as.",
  noQuorumDo: "Peça a quem mantém o registo uma prova posterior, com as testemunhas que faltam.",
  anotherEntry:
    "As assinaturas são válidas, mas este ficheiro não é a entrada de que a prova trata.",
  anotherEntryDo:
    "Veja se é o próprio ficheiro. Se o registo guarda linhas de texto, a entrada é a linha sem " +
    "o " +
    "seu fim. De um ficheiro com mais de 65 535 bytes um registo só guarda um resumo: é ele a " +
    "entrada.",
  unreadable: "Não foi possível ler este ficheiro. Escolha-o outra vez.",
  allOfSubject:
    "Este ficheiro prova todas as entradas sobre um assunto. Esta página não o pode " +
    "verificar; o programa pode: lodestar verify FICHEIRO --subject-file ASSUNTO --key " +
    "CHAVE",
  tooLarge: "Este ficheiro é grande demais para ser uma entrada.",
};
