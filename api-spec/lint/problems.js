// Compares the problem codes in the descriptions with the catalogue, x-problems, both ways.
const methods = ['get', 'put', 'post', 'delete', 'patch'];

export default function problems(document) {
  const catalogue = new Map((document['x-problems'] ?? []).map((problem) => [problem.code, problem]));
  const found = [];
  const named = new Set();
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of methods.filter((each) => each in item)) {
      const line = /Problems: ([^.]*)\.\s*$/.exec(item[method].description ?? '');
      for (const [, code] of (line?.[1] ?? '').matchAll(/`([^`]*)`/g)) {
        named.add(code);
        const problem = catalogue.get(code);
        if (!problem || (problem.general && code !== 'payload_too_large')) {
          found.push({
            message: problem ? `any operation may answer ${code}` : `${code} is not in problems.yaml`,
            path: ['paths', path, method, 'description'],
          });
        }
      }
    }
  }
  const general = new Set([...(document.info.description ?? '').matchAll(/`([a-z]+(?:_[a-z]+)*)`/g)].map((match) => match[1]));
  for (const [code, problem] of catalogue) {
    if (problem.general ? !general.has(code) : !named.has(code)) {
      found.push({
        message: `no operation${problem.general ? ', nor the introduction,' : ''} names ${code} of problems.yaml`,
        path: ['x-problems'],
      });
    }
    if (problem.status < 400 || problem.status > 599 || !problem.title || !problem.when || !problem.example) {
      found.push({message: `${code} lacks status, title, when or example`, path: ['x-problems']});
    }
  }
  return found;
}
