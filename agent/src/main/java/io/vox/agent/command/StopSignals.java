package io.vox.agent.command;

import io.vox.agent.worker.StopSignal;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a person or a service manager sends to this process into requests to stop. A shutdown hook would hear of the
 * first one only, and "finish" and "give back" are two. Called by reflection, since the compiler's warning about
 * {@code sun.misc.Signal} cannot be suppressed; its module, {@code jdk.unsupported}, is there to stay until something
 * replaces it (JEP 260).
 */
final class StopSignals {
    private static final List<String> NAMES = List.of("INT", "TERM", "HUP");

    private final List<Handler> before;

    private StopSignals(List<Handler> before) {
        this.before = before;
    }

    /** Raises {@code stop} with every signal; where signals cannot be handled, with none. */
    static StopSignals raise(StopSignal stop) {
        List<Handler> before = new ArrayList<>();
        try {
            Class<?> type = Class.forName("sun.misc.SignalHandler");
            Object handler =
                    Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            stop.raise();
                        }
                        return null;
                    });
            for (String name : NAMES) {
                before.add(new Handler(name, handle(name, handler)));
            }
        } catch (ReflectiveOperationException unsupported) {
            // Another signal to this process then ends it as usual: the leases of its jobs run out.
        }
        return new StopSignals(before);
    }

    /** Makes signals do what they did before. */
    void restore() {
        for (Handler handler : before) {
            try {
                handle(handler.signal(), handler.handler());
            } catch (ReflectiveOperationException unsupported) {
                // It worked the first time, so that it works now.
            }
        }
    }

    private static @Nullable Object handle(String name, @Nullable Object handler) throws ReflectiveOperationException {
        Class<?> type = Class.forName("sun.misc.Signal");
        Method handle = type.getMethod("handle", type, Class.forName("sun.misc.SignalHandler"));
        return handle.invoke(null, type.getConstructor(String.class).newInstance(name), handler);
    }

    private record Handler(String signal, @Nullable Object handler) {}
}
