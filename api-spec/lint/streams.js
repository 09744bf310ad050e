// Whether exactly the operations with a body of bytes or events are marked.
const streaming = ['application/octet-stream', 'text/event-stream'];

export default function streams(operation) {
  const types = [
    ...Object.keys(operation.requestBody?.content ?? {}),
    ...Object.values(operation.responses ?? {}).flatMap((response) => Object.keys(response.content ?? {})),
  ];
  const needed = types.some((type) => streaming.includes(type));
  if (needed !== (operation['x-streaming'] === true)) {
    return [{message: needed ? 'streams but is not marked' : 'is marked but streams nothing'}];
  }
}
