import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';

/** Counts seconds down to zero, for a form that has to wait. */
@Injectable()
export class Countdown {
  private readonly remaining = signal(0);
  private timer: ReturnType<typeof setInterval> | null = null;

  readonly seconds = this.remaining.asReadonly();
  readonly words = computed(() => {
    const minutes = Math.floor(this.remaining() / 60);
    const seconds = String(this.remaining() % 60).padStart(2, '0');
    return `${minutes}:${seconds}`;
  });

  constructor() {
    inject(DestroyRef).onDestroy(() => this.stop());
  }

  start(seconds: number): void {
    this.stop();
    const end = Date.now() + seconds * 1000;
    this.remaining.set(seconds);
    this.timer = setInterval(() => {
      this.remaining.set(Math.max(0, Math.ceil((end - Date.now()) / 1000)));
      if (this.remaining() === 0) this.stop();
    }, 1000);
  }

  private stop(): void {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
  }
}
