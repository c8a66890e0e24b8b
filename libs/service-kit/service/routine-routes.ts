/** Asks how the service is: true of the pattern of such a route, also of `/health/live`. */
export const isHealth = (route: string): boolean => route.startsWith('/health/');

/** What machines ask every few seconds, whatever else there is to do. */
export const isRoutine = (route: string): boolean => isHealth(route) || route === '/metrics';
