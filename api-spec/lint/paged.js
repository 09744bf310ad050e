// Whether an operation that answers a list is named list..., answers {data, nextCursor} and takes limit and cursor.
// Events are numbered, so that their cursor is the number of the last one ("after").
export default function paged(operation) {
  const schema = operation.responses?.['200']?.content?.['application/json']?.schema;
  if (!schema) {
    return;
  }
  const listed = operation.operationId.startsWith('list');
  const envelope = schema.properties?.nextCursor !== undefined;
  if (listed !== envelope) {
    return [{message: listed ? 'does not answer {data, nextCursor}' : 'answers a list but is not named so'}];
  }
  if (!listed) {
    return;
  }
  const problems = [];
  if (schema.properties.data?.type !== 'array') {
    problems.push({message: 'data is no list'});
  }
  const names = (operation.parameters ?? []).map((parameter) => parameter.name);
  if (!names.includes('limit') || !(names.includes('cursor') || names.includes('after'))) {
    problems.push({message: 'does not take limit and cursor'});
  }
  return problems;
}
