export { ParticipantConfig } from './participant-config.js';
export type { RetentionRule } from './retention-rules.js';
export { deleteEnded } from './retention.js';
export { ParticipantModule, type ParticipantOptions } from './participant.module.js';
