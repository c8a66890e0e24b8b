import { html, page } from './html.js';

/** Swagger UI, which reads the document in the browser. */
export const openApiPage = (): string =>
  page(
    'Order Saga: HTTP interface',
    'swagger-ui.css',
    html`<div id="page"></div>
      <script src="/docs/assets/swagger-ui-bundle.js"></script>
      <script src="/docs/assets/open-api-page.js"></script>`,
  );
