export { given, SagaDialogue } from './saga-dialogue.js';
