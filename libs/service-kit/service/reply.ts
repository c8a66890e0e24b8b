/** What a controller needs of the framework's response, for `@Res({ passthrough: true })`. */
export interface Reply {
  header(name: string, value: string): Reply;
  status(code: number): Reply;
}
