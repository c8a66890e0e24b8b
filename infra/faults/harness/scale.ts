/** Short: a taste, for each test run. Full: `npm run test:faults`. */
const isShort = process.env.FAULTS_SCALE === 'short';

export const scaled = <T>(short: T, full: T): T => (isShort ? short : full);

/** What is too long for every test run. */
export const inFull: jest.It = isShort ? it.skip : it;

/** The usual load of a scenario. */
export const usualLoad = { orders: scaled(40, 200), perSecond: scaled(20, 40) };
