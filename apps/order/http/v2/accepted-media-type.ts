const OURS = /^application\/vnd\.order-saga\.v\d+\+json$/;
const ANY_JSON = 'application/json';

/**
 * The media type that a caller wants most of those that there are (RFC 9110, section 12.5.1); undefined when it takes
 * nothing but versions that there are not. Who asks for other things gets `application/json`, as ever.
 */
export function acceptedMediaType(
  accept: string | undefined,
  offered: readonly string[],
): string | undefined {
  const wanted = accept?.trim() ? rangesOf(accept) : [ANY_JSON];
  const [best] = wanted.filter((type) => !OURS.test(type) || offered.includes(type));
  return best === undefined || OURS.test(best) ? best : ANY_JSON;
}

/** By preference; of those that are wanted alike, what names a version comes before what does not. */
const rangesOf = (accept: string): readonly string[] =>
  accept
    .split(',')
    .map(rangeOf)
    .filter(({ quality }) => quality > 0)
    .toSorted((a, b) => b.quality - a.quality || Number(OURS.test(b.type)) - Number(OURS.test(a.type)))
    .map(({ type }) => type);

function rangeOf(text: string): { readonly type: string; readonly quality: number } {
  const [type = '', ...parameters] = text
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  return { type, quality: quality === undefined ? 1 : Number(quality) || 0 };
}
