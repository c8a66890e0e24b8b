/** What a controller needs of the framework's response, for `@Res({ passthrough: true })`. */
export interface OutgoingResponse {
  header(name: string, value: string): OutgoingResponse;
  getHeader(name: string): unknown;
  status(code: number): OutgoingResponse;
}
