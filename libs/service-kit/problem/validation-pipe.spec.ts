import { z } from 'zod';
import { ValidationPipe } from './validation-pipe.js';

describe('the validation of a request', () => {
  it('leaves a body as it came to its schema, which refuses what it does not know', async () => {
    const body: unknown = JSON.parse('{"dish": "samosa", "__proto__": {}}');
    const schema = z.strictObject({ dish: z.string() });
    await expect(new ValidationPipe().transform(body, { type: 'body', schema } as never)).rejects.toThrow();
  });
});
