/** The URL with this password, whatever characters are in it. What is no URL stays as it is. */
export function withPassword(url: string, password: string): string {
  if (!URL.canParse(url)) return url;
  return Object.assign(new URL(url), { password: encodeURIComponent(password) }).href;
}
