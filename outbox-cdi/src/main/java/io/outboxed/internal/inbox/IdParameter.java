package io.outboxed.internal.inbox;

import io.outboxed.inbox.MessageId;
import io.outboxed.internal.InboxErrors;
import io.outboxed.internal.jms.JmsMessageId;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The parameter of a consumer's method that tells the message's id.
 *
 * @param position from 0
 * @param isMessage whether it is a JMS message, rather than the id
 */
public record IdParameter(int position, boolean isMessage) {
    private static final String MESSAGE = "jakarta.jms.Message";

    /** Those that could be it: exactly one if the method is right. */
    public static List<IdParameter> candidates(Method method) {
        Parameter[] parameters = method.getParameters();
        List<IdParameter> marked = new ArrayList<>();
        List<IdParameter> messages = new ArrayList<>();
        for (int i = 0; i < parameters.length; i++) {
            if (parameters[i].isAnnotationPresent(MessageId.class)) {
                marked.add(new IdParameter(i, false));
            } else if (isMessage(parameters[i].getType())) {
                messages.add(new IdParameter(i, true));
            }
        }
        return marked.isEmpty() ? messages : marked;
    }

    /** Whether an id can be of that type. */
    public boolean isUsable(Method method) {
        Class<?> type = method.getParameterTypes()[position];
        return isMessage || type == String.class || type == UUID.class;
    }

    /**
     * The id in a call's arguments.
     *
     * @param names properties of a message that may hold it
     * @throws io.outboxed.InboxException if there is none
     */
    public String id(Method method, Object[] arguments, List<String> names) {
        Object argument = arguments[position];
        if (isMessage && argument != null) {
            return JmsMessageId.of(argument, names);
        }
        if (argument == null || argument.toString().isBlank()) {
            throw InboxErrors.noId("A call of " + method, List.of("its parameter " + (position + 1)));
        }
        return argument.toString();
    }

    /** By name, because JMS need not be there. */
    private static boolean isMessage(Class<?> type) {
        return type != null
                && (type.getName().equals(MESSAGE)
                        || Stream.concat(Stream.of(type.getInterfaces()), Stream.ofNullable(type.getSuperclass()))
                                .anyMatch(IdParameter::isMessage));
    }
}
