import ts from 'typescript';

/**
 * What a TypeScript source declares by this name, with the comment above it: a function, class, constant or type, or
 * `Class.member`. Undefined when there is none, or more than one.
 */
export function declarationIn(source: string, name: string): string | undefined {
  const file = ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true);
  const [outer = '', member] = name.split('.');
  const declared = file.statements.filter((statement) => namesOf(statement).includes(outer));
  const found = member === undefined ? declared : declared.flatMap((each) => membersOf(each, member));
  const [node] = found;
  if (!node || found.length > 1) return undefined;
  return source.slice(lineStart(source, node.getStart(file, true)), node.end);
}

const namesOf = (statement: ts.Statement): string[] => {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map((each) => each.name.getText());
  const isNamed =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement);
  return isNamed && statement.name ? [statement.name.text] : [];
};

const membersOf = (statement: ts.Statement, name: string): ts.ClassElement[] =>
  ts.isClassDeclaration(statement)
    ? statement.members.filter((member) => member.name?.getText() === name)
    : [];

/** With the white space in front, by which all its lines are indented. */
const lineStart = (source: string, position: number): number => source.lastIndexOf('\n', position - 1) + 1;
