export const threadPaths = { show: (ref: string): string => `/plans/${ref}/thread` };
