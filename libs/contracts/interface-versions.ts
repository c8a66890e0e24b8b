/**
 * The versions of the two interfaces, as in Semantic Versioning: before 1.0.0 a breaking change counts the second number
 * up and an addition the third, afterwards the first and the second. A test compares with what was released.
 */
export const interfaceVersions = { rest: '0.1.1', messages: '0.1.1' } as const;
