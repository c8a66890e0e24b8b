export type Timeline = unknown;

export const timelineTable = (timeline: Timeline): string => JSON.stringify(timeline, null, 2);
