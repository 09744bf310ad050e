import {VoxError} from './errors.js';

/** What every list answers. */
export interface Page<T> {
  data: T[];
  nextCursor: string | null;
}

/**
 * Goes through all pages of a list and fetches each when it is needed:
 *
 *     for await (const job of all((cursor) => vox.jobs.listJobs({status: 'FAILED', cursor}))) ...
 */
export async function* all<T>(fetchPage: (cursor: string | undefined) => Promise<Page<T>>): AsyncGenerator<T, void, void> {
  let cursor: string | undefined;
  for (;;) {
    const page = await fetchPage(cursor);
    yield* page.data;
    if (page.nextCursor === null || page.nextCursor === undefined) {
      return;
    }
    if (page.nextCursor === cursor) {
      throw new VoxError('The same page came twice; is the cursor passed on to the list?');
    }
    cursor = page.nextCursor;
  }
}
