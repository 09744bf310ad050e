// Whether an operation that answers 201 is a POST named create... with an idempotency key, and no other takes one. SDKs
// know by the name that they must give a key.
export default function creates(operation, _options, context) {
  const created = '201' in (operation.responses ?? {});
  const keyed = (operation.parameters ?? []).some((parameter) => parameter.name === 'Idempotency-Key');
  if (created && context.path.at(-1) !== 'post') {
    return [{message: 'only a POST answers 201'}];
  }
  if (created !== operation.operationId.startsWith('create')) {
    return [{message: created ? 'is not named create...' : 'is named create... but does not answer 201'}];
  }
  if (created !== keyed) {
    return [{message: created ? 'takes no Idempotency-Key' : 'takes an Idempotency-Key but does not answer 201'}];
  }
}
