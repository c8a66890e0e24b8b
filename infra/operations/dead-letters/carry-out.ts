import type { GatewayClient } from '#gateway-client';
import type { Command } from './command-line.js';
import { letterInFull, lettersTable } from './letters-table.js';

/** A sentence for the operator: what was asked for is not there. */
export class NotThere extends Error {
  override readonly name = 'NotThere';
}

/** Resolves to what is to be printed. Rejects with NotThere, and with what the gateway refuses. */
export async function carryOut(command: Command, operator: GatewayClient): Promise<string> {
  if (command.name === 'list') return list(operator);
  if (command.name === 'show') return show(operator, command.messageId);
  const { channel, messageIds } = command;
  const { redriven } = await operator.redrive(channel, messageIds);
  if (messageIds && redriven < messageIds.length)
    throw new NotThere(
      `Sent back to ${channel}: ${redriven}. The others of the ${messageIds.length} are not there.`,
    );
  return `Sent back to ${channel}: ${redriven}`;
}

async function list(operator: GatewayClient): Promise<string> {
  const { deadLetters, incomplete } = await operator.deadLetters();
  const missing = incomplete.map((service) => `${service} did not answer: there may be more.`);
  const letters = deadLetters.length > 0 ? lettersTable(deadLetters) : 'There are no dead letters.';
  return [letters, ...missing].join('\n');
}

async function show(operator: GatewayClient, messageId: string): Promise<string> {
  const { deadLetters } = await operator.deadLetters();
  const letters = deadLetters.filter((letter) => letter.messageId === messageId);
  if (letters.length === 0) throw new NotThere(`No dead letter has the id ${messageId}.`);
  return letters.map(letterInFull).join('\n\n');
}
