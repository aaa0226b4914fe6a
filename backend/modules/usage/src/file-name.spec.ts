import { attachmentNamed } from './file-name';

describe('the name of a file to save', () => {
  it.each([
    ['Mia Smith', `filename="payslip-mia-smith-2026-11.csv"; filename*=UTF-8''payslip-mia-smith-2026-11.csv`],
    ['Zoé', `filename="payslip-2026-11.csv"; filename*=UTF-8''payslip-zo%C3%A9-2026-11.csv`],
    ['../"\r\n;', `filename="payslip-2026-11.csv"; filename*=UTF-8''payslip-2026-11.csv`],
  ])('says whose it is and of when: %j', (employee, names) => {
    expect(attachmentNamed(['payslip', employee, '2026-11'], 'csv')).toBe(`attachment; ${names}`);
  });
});
