/** One event of a stream. */
export interface ServerSentEvent {
  id: string | undefined;
  data: string;
}

/**
 * Reads server-sent events (the standard's event stream) from a body. Ends with the body; an event that is cut is dropped.
 *
 * @param onBytes called whenever something arrives, comments too
 */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
  onBytes: () => void,
): AsyncGenerator<ServerSentEvent, void, void> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let rest = '';
  let id: string | undefined;
  let data: string[] = [];
  try {
    for (;;) {
      const {done, value} = await reader.read();
      if (done) {
        return;
      }
      onBytes();
      const text = rest + decoder.decode(value, {stream: true});
      // A carriage return at the very end may be half of a line's end.
      const lines = text.split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (line === '') {
          if (data.length > 0) {
            yield {id, data: data.join('\n')};
          }
          data = [];
        } else if (!line.startsWith(':')) {
          const colon = line.indexOf(':');
          const field = colon < 0 ? line : line.slice(0, colon);
          const content = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
          if (field === 'data') {
            data.push(content);
          } else if (field === 'id' && !content.includes('\0')) {
            id = content;
          }
        }
      }
    }
  } finally {
    // Also when the caller has had enough: the connection is given back.
    await reader.cancel().catch(() => undefined);
  }
}
