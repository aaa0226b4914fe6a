import { HttpClient, HttpEvent, HttpEventType } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { Observable, catchError, concatMap, from, throwError } from 'rxjs';
import { toProblem } from '../errors/problem';

/** One event of a stream: its name and what it carries. */
export interface StreamEvent {
  readonly type: string;
  readonly data: unknown;
}

/**
 * Server-sent events in answer to a POST, which `EventSource` cannot make. They come through `HttpClient`, so that session
 * and CSRF are as everywhere; whoever stops listening closes the connection.
 */
@Injectable({ providedIn: 'root' })
export class EventStream {
  private readonly http = inject(HttpClient);

  post(path: string, body: object): Observable<StreamEvent> {
    let read = 0;
    return this.http.post(path, body, { observe: 'events', responseType: 'text', reportDownloadProgress: true }).pipe(
      concatMap((event) => {
        const text = textOf(event);
        if (text === null) return [];
        const end = text.lastIndexOf('\n\n');
        const fresh = end < read ? '' : text.slice(read, end);
        read = Math.max(read, end + 2);
        return from(parseEvents(fresh));
      }),
      catchError((error: unknown) => throwError(() => toProblem(error))),
    );
  }
}

/** All that has arrived so far. */
function textOf(event: HttpEvent<string>): string | null {
  if (event.type === HttpEventType.DownloadProgress) return event.partialText ?? null;
  return event.type === HttpEventType.Response ? `${event.body ?? ''}\n\n` : null;
}

/** Whole events of a stream; comments and events without data are left out. */
export function parseEvents(text: string): StreamEvent[] {
  return text.split('\n\n').flatMap((block) => {
    const data = /^data: (.*)$/m.exec(block)?.[1];
    return data === undefined
      ? []
      : [{ type: /^event: (.*)$/m.exec(block)?.[1] ?? 'message', data: JSON.parse(data) as unknown }];
  });
}
