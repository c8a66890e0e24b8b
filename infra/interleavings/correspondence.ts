import {
  CancelTicket,
  ConsumerValidated,
  ConsumerValidationFailed,
  OrderCancelled,
  OrderDetailsValidated,
  OrderDetailsValidationFailed,
  OrderPlaced,
  OrderRejected,
  OrderValidated,
  ReleaseConsumerCredit,
  TicketAccepted,
  TicketCancellationRefused,
  TicketCancelled,
  ValidateConsumerInfo,
  ValidateOrderDetails,
  type Contract,
} from '#contracts';

/** The types of all messages that were sent for one order. */
export type Correspondence = readonly string[];

/** How often each message was sent for an order that ended in `state`, where that is wrong. */
export function wrongCounts(sent: Correspondence, state: string, accepted: boolean): string[] {
  const count = (...contracts: readonly Contract[]): number =>
    sent.filter((type) => contracts.some((contract) => contract.type === type)).length;
  const validated = count(OrderValidated);
  const rules: readonly (readonly [what: string, holds: boolean])[] = [
    ['OrderPlaced once', count(OrderPlaced) === 1],
    ['ValidateConsumerInfo once', count(ValidateConsumerInfo) === 1],
    ['ValidateOrderDetails once', count(ValidateOrderDetails) === 1],
    ['one answer of the consumer service', count(ConsumerValidated, ConsumerValidationFailed) <= 1],
    ['one answer to the details', count(OrderDetailsValidated, OrderDetailsValidationFailed) <= 1],
    ['OrderValidated once at most', validated <= 1],
    ['OrderValidated for a VALIDATED order', validated === 1 || state !== 'VALIDATED'],
    ['OrderRejected as the order is', count(OrderRejected) === Number(state === 'REJECTED')],
    ['OrderCancelled as the order is', count(OrderCancelled) === Number(state === 'CANCELLED')],
    ['one ReleaseConsumerCredit at most', count(ReleaseConsumerCredit) <= 1],
    ['no ReleaseConsumerCredit while it stands', count(ReleaseConsumerCredit) === 0 || state !== 'VALIDATED'],
    [
      'an answer to every CancelTicket',
      count(TicketCancelled, TicketCancellationRefused) === count(CancelTicket),
    ],
    ['TicketCancelled for a CANCELLED order', count(TicketCancelled) <= Number(state === 'CANCELLED')],
    ['TicketAccepted as the ticket is', count(TicketAccepted) === Number(accepted)],
  ];
  return rules
    .filter(([, holds]) => !holds)
    .map(([what]) => `not so: ${what}, in ${sent.toSorted().join(' ')}`);
}
