import { Injectable } from '@nestjs/common';
import PDFDocument from 'pdfkit';
import { payslipLines, type PayslipLine } from './payslip-lines';
import type { PayslipView } from './payslip.dto';

const MARGIN = 56;
const AMOUNT_WIDTH = 110;
const QUANTITY_WIDTH = 110;
const ROW = 18;

/** Prints payslips as PDF. The standard fonts know Latin letters; others are replaced, which the CSV file does not. */
@Injectable()
export class PayslipPrinter {
  print(slip: PayslipView): PDFKit.PDFDocument {
    const document = new PDFDocument({
      size: 'A4',
      margin: MARGIN,
      info: { Title: latin(`Payslip ${slip.name} ${slip.month}`), Author: 'Konstruct' },
    });
    head(document, slip);
    for (const line of payslipLines(slip)) row(document, line);
    foot(document, slip);
    document.end();
    return document;
  }
}

function head(document: PDFKit.PDFDocument, slip: PayslipView): void {
  document.font('Helvetica-Bold').fontSize(20).text('Payslip');
  document.font('Helvetica').fontSize(11).moveDown(0.5);
  document.text(latin(`${slip.name}, ${slip.role_title}`));
  document.text(latin(slip.business_name));
  document.text(`${slip.month} (${slip.time_zone})${slip.is_complete ? '' : `, so far, as of ${slip.as_of}`}`);
  document.moveDown(1);
}

function row(document: PDFKit.PDFDocument, line: PayslipLine): void {
  const { left, right, bottom } = edges(document);
  if (document.y > bottom - ROW) document.addPage();
  const y = document.y;
  const isTotal = line.section === 'Total';
  if (isTotal) document.moveTo(left, y).lineTo(right, y).lineWidth(0.5).stroke();
  document
    .font(isTotal ? 'Helvetica-Bold' : 'Helvetica')
    .fontSize(line.isSummand || isTotal ? 10 : 9)
    .fillColor(line.isSummand || isTotal ? '#000000' : '#555555');
  const top = y + (isTotal ? 6 : 0);
  const indent = line.isSummand || isTotal ? 0 : 12;
  const labelWidth = right - left - QUANTITY_WIDTH - AMOUNT_WIDTH - indent;
  const options = { lineBreak: false, ellipsis: true, height: ROW };
  document.text(latin(line.label), left + indent, top, { ...options, width: labelWidth });
  const quantity = line.quantity === null ? '' : `${line.quantity.toLocaleString('en-US')} ${line.unit}`;
  const numbers = { ...options, align: 'right' } as const;
  document.text(quantity, right - AMOUNT_WIDTH - QUANTITY_WIDTH, top, { ...numbers, width: QUANTITY_WIDTH });
  document.text(money(line.usd), right - AMOUNT_WIDTH, top, { ...numbers, width: AMOUNT_WIDTH });
  document.x = left;
  document.y = top + ROW;
}

function foot(document: PDFKit.PDFDocument, slip: PayslipView): void {
  const { left, right } = edges(document);
  const perConversation =
    slip.cost_per_conversation_usd === null ? '' : `, ${money(slip.cost_per_conversation_usd)} each`;
  const notes = [
    `${slip.messages_handled} messages handled, ${slip.conversations} conversations${perConversation}.`,
    slip.unpriced_calls > 0
      ? `${slip.unpriced_calls} calls have no price yet. They are not in the total; a correction will add them.`
      : 'Indented lines explain the line above and are not added again.',
  ];
  document.moveDown(1).font('Helvetica').fontSize(9).fillColor('#555555');
  for (const note of notes) document.text(note, left, document.y, { width: right - left });
}

function edges(document: PDFKit.PDFDocument): { left: number; right: number; bottom: number } {
  return { left: MARGIN, right: document.page.width - MARGIN, bottom: document.page.height - MARGIN };
}

function money(usd: number | null): string {
  if (usd === null) return 'unknown';
  const digits = usd !== 0 && Math.abs(usd) < 0.01 ? 6 : 2;
  return `$${usd.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })}`;
}

function latin(text: string): string {
  return text.replaceAll(/[^\u0020-\u00ff]/gu, '?');
}
