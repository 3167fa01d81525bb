/** The server's time. An argument everywhere, so that tests can move it. */
export type Clock = () => Date

export const systemClock: Clock = () => new Date()
