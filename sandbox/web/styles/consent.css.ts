export const consentStyles = '';
