import PDFDocument from 'pdfkit';
import type { Customer, Invoice } from '../state/stripe-objects';
import { day, money } from './page-kit';

const MARGIN = 56;
const AMOUNT_X = 440;
const AMOUNT_WIDTH = 100;

/** The invoice as a document to file. */
export function invoicePdf(invoice: Invoice, customer: Customer | undefined): Promise<Buffer> {
  const document = new PDFDocument({ size: 'A4', margin: MARGIN, info: { Title: `Invoice ${invoice.number ?? ''}` } });
  const chunks: Buffer[] = [];
  const finished = new Promise<Buffer>((resolve) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
  });
  document
    .fontSize(22)
    .text(invoice.status === 'paid' ? 'Invoice, paid' : 'Invoice')
    .moveDown(0.5);
  document.fontSize(10).fillColor('#555');
  document.text(`Number ${invoice.number ?? 'draft'}`);
  document.text(`Date ${day(invoice.created)}`);
  document.text('Konstruct Sandbox: a trial document, no real money').moveDown();
  document
    .fillColor('#000')
    .text(`Bill to: ${customer?.name ?? ''} ${customer?.email ?? ''}`)
    .moveDown();
  for (const line of invoice.lines.data) row(document, printable(line.description), money(line.amount));
  document.moveDown();
  row(document, 'Subtotal', money(invoice.subtotal));
  for (const { amount } of invoice.total_discount_amounts) row(document, 'Discount', money(-amount));
  row(document, 'Total', money(invoice.total));
  if (invoice.starting_balance !== 0) row(document, 'From your balance', money(invoice.starting_balance));
  row(document, 'Amount due', money(invoice.amount_due));
  row(document, 'Amount paid', money(invoice.amount_paid));
  document.end();
  return finished;
}

function row(document: PDFKit.PDFDocument, label: string, amount: string): void {
  const top = document.y;
  document.text(label, MARGIN, top, { width: AMOUNT_X - MARGIN - 16 });
  const bottom = document.y;
  document.text(amount, AMOUNT_X, top, { width: AMOUNT_WIDTH, align: 'right' });
  document.x = MARGIN;
  document.y = Math.max(bottom, document.y) + 4;
}

/** The built-in fonts know Latin letters only. */
function printable(text: string): string {
  return text.replaceAll('×', 'x').replaceAll(/[^\u0020-\u00ff]/g, '?');
}
