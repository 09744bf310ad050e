// Whether a schema bounds what it takes. A nullable reference (oneOf) is bounded by what it refers to.
const stringBounds = ['maxLength', 'pattern', 'enum'];
const boundedFormats = ['date-time', 'binary'];

export default function bounded(schema) {
  if (schema === null || typeof schema !== 'object' || schema.oneOf) {
    return;
  }
  const missing = (text) => [{message: text}];
  switch (schema.type) {
    case 'string':
      if (!boundedFormats.includes(schema.format) && !stringBounds.some((key) => key in schema)) {
        return missing('text needs maxLength, pattern or enum');
      }
      // Some match the whole text (Java), others look for a part of it (JavaScript).
      if (schema.pattern && !/^\^.*\$$/s.test(schema.pattern)) {
        return missing('a pattern begins with ^ and ends with $');
      }
      return;
    case 'integer':
    case 'number':
      if (schema.minimum === undefined || schema.maximum === undefined) {
        return missing('a number needs minimum and maximum');
      }
      if (!schema.format) {
        return missing('a number needs a format');
      }
      return;
    case 'array':
      if (schema.maxItems === undefined) {
        return missing('a list needs maxItems');
      }
      return;
    case 'object':
      if (schema.additionalProperties && schema.maxProperties === undefined) {
        return missing('a map needs maxProperties');
      }
      return;
    case 'boolean':
      return;
    default:
      return missing('a schema needs a type');
  }
}
