import { asyncApiDocument, openApiDocument } from '#api-documents';
import { Public, type OutgoingResponse } from '#service-kit';
import { Controller, Get, Header, Headers, NotFoundException, Param, Res } from '@nestjs/common';
import { assetOf } from './assets.js';
import { asyncApiPage } from './async-api-page.js';
import { openApiPage } from './open-api-page.js';
import { TaggedJson } from './tagged-json.js';

/** The pages work without the internet, and nothing that found its way into them could load or send anything. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HTML = 'text/html; charset=utf-8';

/** What the interfaces are, for people and for programs. */
@Public()
@Controller()
export class DocumentsController {
  private readonly openApi = new TaggedJson(openApiDocument());
  private readonly asyncApi = new TaggedJson(asyncApiDocument());
  private readonly openApiHtml = openApiPage();
  private readonly asyncApiHtml = asyncApiPage(asyncApiDocument());

  @Get('docs')
  @Header('content-type', HTML)
  @Header('content-security-policy', POLICY)
  openApiPage(): string {
    return this.openApiHtml;
  }

  @Get('docs/openapi.json')
  openApiDocument(
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) response: OutgoingResponse,
  ): Buffer {
    return this.openApi.answer(response, known);
  }

  @Get('asyncapi')
  @Header('content-type', HTML)
  @Header('content-security-policy', POLICY)
  asyncApiPage(): string {
    return this.asyncApiHtml;
  }

  @Get('asyncapi.json')
  asyncApiDocument(
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) response: OutgoingResponse,
  ): Buffer {
    return this.asyncApi.answer(response, known);
  }

  @Get('docs/assets/:file')
  async asset(
    @Param('file') file: string,
    @Res({ passthrough: true }) response: OutgoingResponse,
  ): Promise<Buffer> {
    const asset = await assetOf(file);
    if (!asset) throw new NotFoundException('The pages have no such file');
    response.header('content-type', asset.mediaType).header('x-content-type-options', 'nosniff');
    return asset.content;
  }
}
