export { ParticipantConfig } from './participant-config.js';
export { ParticipantModule, type ParticipantOptions } from './participant.module.js';
