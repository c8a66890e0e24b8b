import { Body, Controller, HttpCode, Post } from '@nestjs/common';

@Controller('orders')
export class OrdersController {
  @Post()
  @HttpCode(202)
  async place(@Body() order: object): Promise<unknown> {
    const response = await fetch(`${process.env.ORDER_SERVICE_URL}/orders`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(order),
    });
    return response.json();
  }
}
