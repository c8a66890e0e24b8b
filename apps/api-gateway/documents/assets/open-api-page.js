/** Without this, Swagger UI would ask a validator on the internet. */
const validatorUrl = null;

window.SwaggerUIBundle({
  url: '/docs/openapi.json',
  dom_id: '#page',
  deepLinking: true,
  validatorUrl,
});
