// JSON on lines of its own, without a change to a value: what a parser gives back has lost the digits of long numbers, and repeated names.

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gs;
const DEEPEST = 30;

/** Null if it is no JSON. */
export function pretty(text) {
  try {
    JSON.parse(text);
  } catch {
    return null;
  }
  const parts = [];
  let depth = 0;
  let last = '';
  for (const [token] of text.matchAll(TOKEN)) {
    const isEnd = token === '}' || token === ']';
    if (isEnd) {
      depth--;
    }
    const isBegun = last === '{' || last === '[';
    if ((isBegun && !isEnd) || last === ',' || (isEnd && !isBegun)) {
      parts.push('\n', '  '.repeat(Math.min(depth, DEEPEST)));
    }
    parts.push(token === ':' ? ': ' : token);
    if (token === '{' || token === '[') {
      depth++;
    }
    last = token;
  }
  return parts.join('');
}
