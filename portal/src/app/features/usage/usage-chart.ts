import { Component, ElementRef, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { BarChartModule } from '@swimlane/ngx-charts';
import { bucketLabel, bucketName, isDate, labelStep } from './bucket-words';
import { StackedSeries } from './stacked-series';

/** What a label below the chart needs, and the least that a bar and the gap beside it need, in pixels. */
const LABEL_WIDTH = 64;
const BAR_WIDTH = 16;

/** Figures over time as stacked bars, and the same as a table. A day of the chart or the table can be gone into. */
@Component({
  selector: 'app-usage-chart',
  imports: [BarChartModule, MatButton],
  templateUrl: './usage-chart.html',
  styleUrl: './usage-chart.scss',
})
export class UsageChart {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  readonly heading = input.required<string>();
  readonly text = input('');
  readonly series = input.required<readonly StackedSeries[]>();
  readonly buckets = input.required<readonly string[]>();
  readonly timeZone = input.required<string>();
  readonly format = input.required<(value: number) => string>();

  /** What stands there when there is nothing to draw. */
  readonly nothing = input('Nothing in this time.');

  /** A bucket that the reader wants to see closer. */
  readonly opened = output<string>();

  protected readonly isTable = signal(false);
  protected readonly isDate = isDate;
  protected readonly colors = computed(() => this.series().map(({ name, color }) => ({ name, value: color })));
  protected readonly bars = computed(() =>
    this.buckets().map((bucket, index) => ({
      name: bucket,
      series: this.series().map(({ name, values }) => ({ name, value: values[index] ?? 0 })),
    })),
  );
  /** Days and hours in which something happened, the newest first. */
  protected readonly rows = computed(() =>
    this.buckets()
      .map((bucket, index) => {
        const values = this.series().map((one) => one.values[index] ?? 0);
        return { bucket, name: this.nameOf(bucket), values, sum: values.reduce((sum, value) => sum + value, 0) };
      })
      .filter(({ sum }) => sum > 0)
      .reverse(),
  );
  protected readonly summary = computed(() => {
    const parts = this.series().map(({ name, sum }) => `${name} ${this.format()(sum)}`);
    return `${this.heading()}: ${parts.join(', ')}. The table has every figure.`;
  });

  protected readonly tick = (bucket: string): string => {
    const index = this.buckets().indexOf(bucket);
    return index % labelStep(this.buckets().length, Math.max(2, Math.floor(this.width() / LABEL_WIDTH))) === 0
      ? bucketLabel(bucket, this.timeZone())
      : '';
  };
  protected readonly valueTick = (value: number): string => this.format()(value);

  protected barPadding(): number {
    return this.width() / this.buckets().length < BAR_WIDTH ? 2 : 8;
  }

  protected nameOf(bucket: string): string {
    return bucketName(bucket, this.timeZone());
  }

  private width(): number {
    return this.host.nativeElement.clientWidth;
  }

  protected open(selected: unknown): void {
    const bucket = (selected as { series?: unknown }).series;
    if (typeof bucket === 'string') this.opened.emit(bucket);
  }
}
