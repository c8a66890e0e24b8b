import { GatewayClient } from '#gateway-client';
import { carryOut } from './carry-out.js';
import { commandOf, UsageError, type Command } from './command-line.js';
import { explainFailure } from './explain-failure.js';

const {
  GATEWAY_URL = 'http://localhost:8080',
  OPERATOR_USERNAME = 'operator',
  OPERATOR_PASSWORD = 'demo',
} = process.env;

/** 0: done; 1: not done, for the reason said; 2: not understood. */
async function run(): Promise<number> {
  let command: Command;
  try {
    command = commandOf(process.argv.slice(2));
  } catch (error) {
    console.error((error as UsageError).message);
    return 2;
  }
  try {
    const operator = await GatewayClient.logIn(GATEWAY_URL, OPERATOR_USERNAME, OPERATOR_PASSWORD);
    console.log(await carryOut(command, operator));
    return 0;
  } catch (error) {
    console.error(explainFailure(error, GATEWAY_URL));
    return 1;
  }
}

process.exitCode = await run();
