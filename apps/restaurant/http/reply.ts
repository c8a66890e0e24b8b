/** What the controllers need of the framework's response. */
export interface Reply {
  header(name: string, value: string): Reply;
  status(code: number): Reply;
}
