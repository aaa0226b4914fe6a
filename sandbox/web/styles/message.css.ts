export const messageStyles = '';
