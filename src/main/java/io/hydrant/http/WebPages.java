package io.hydrant.http;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which requests of web pages are answered. Browsers tell the page's origin in {@code Origin}; where they leave it out, {@code
 * Sec-Fetch-Site} tells that another page asks, and {@code Referer} which one. A page whose own name leads to this machine sends
 * neither, so that private requests need a host name that nobody else can own. SDKs and curl send none of these headers.
 * Thread-safe.
 */
public final class WebPages {
    /** The setting that lists origins. */
    public static final String ORIGINS = "HYDRANT_ALLOWED_ORIGINS";
    /** The setting that lists host names. */
    public static final String HOSTS = "HYDRANT_ALLOWED_HOSTS";

    private static final Logger log = LoggerFactory.getLogger(WebPages.class);

    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");
    private static final int MOST_LOGGED = 100;

    private final boolean all;
    private final Set<Origin> allowed;
    private final HostNames hosts;
    private final Set<String> logged = ConcurrentHashMap.newKeySet();

    private WebPages(boolean all, Collection<Origin> allowed, HostNames hosts) {
        this.all = all;
        this.allowed = Set.copyOf(allowed);
        this.hosts = hosts;
    }

    /** Pages of this machine alone may call. */
    public static WebPages ofThisMachine() {
        return of(Set.of(), new HostNames(Set.of()));
    }

    /** Pages of this machine, and those of {@code allowed}, may call. */
    public static WebPages of(Collection<Origin> allowed, HostNames hosts) {
        return new WebPages(false, allowed, hosts);
    }

    /** Every page may call; private requests still need a host of {@code hosts}. */
    public static WebPages all(HostNames hosts) {
        return new WebPages(true, Set.of(), hosts);
    }

    /**
     * Why the request is not answered; empty when it is. Without the headers of a browser this is two look-ups.
     *
     * @param isPrivate whether the request is answered only under a host name that nobody else can own
     */
    public Optional<String> refusal(RequestHead head, boolean isPrivate) {
        if (isPrivate) {
            Optional<String> foreign = head.header("Host").filter(host -> !hosts.knows(host));
            if (foreign.isPresent()) {
                return Optional.of(foreignHost(foreign.get()));
            }
        }
        if (all) {
            return Optional.empty();
        }
        Optional<String> origin = head.header("Origin");
        if (origin.isPresent()) {
            Optional<Origin> page = Origin.of(origin.get());
            return mayCall(page, head) ? Optional.empty() : Optional.of(foreignPage(page));
        }
        Optional<String> site = head.header("Sec-Fetch-Site");
        if (site.isEmpty() || OWN_SITE.contains(site.get())) {
            return Optional.empty();
        }
        Optional<Origin> page = head.header("Referer").flatMap(Origin::ofPage);
        return mayCall(page, head) || (!isPrivate && isHarmless(head, site.get()))
                ? Optional.empty()
                : Optional.of(foreignPage(page));
    }

    private boolean mayCall(Optional<Origin> page, RequestHead head) {
        return page.filter(origin -> origin.isThisMachine() || allowed.contains(origin) || isOurs(origin, head))
                .isPresent();
    }

    /** Whether the page came from this server, under a name that no stranger can own. */
    private boolean isOurs(Origin page, RequestHead head) {
        return head.header("Host")
                .filter(host -> page.isOf(host) && hosts.knows(host))
                .isPresent();
    }

    /** A picture in a page of the same machine at another port, or a link that a person follows: no other page can read it. */
    private static boolean isHarmless(RequestHead head, String site) {
        return site.equals("same-site")
                || (head.method().equals("GET")
                        && head.header("Sec-Fetch-Mode").orElse("").equals("navigate")
                        && head.header("Sec-Fetch-Dest").orElse("").equals("document"));
    }

    private String foreignPage(Optional<Origin> page) {
        String who = page.map(origin -> "The web page at " + origin).orElse("This web page");
        log(page.map(Origin::toString).orElse("unknown"), ORIGINS);
        return who + " may not call Hydrant. " + ORIGINS + " lists the origins of pages that may.";
    }

    private String foreignHost(String header) {
        String name = HostNames.name(header).filter(HostNames::isName).orElse("of this request");
        log(name, HOSTS);
        return "Hydrant's control API does not answer under the host name " + name
                + ", because a web page might have led it here. " + HOSTS + " lists the names that are yours.";
    }

    /** Logs each refused page or host once; a page cannot fill the log. */
    private void log(String who, String setting) {
        if (logged.size() < MOST_LOGGED && logged.add(who)) {
            log.warn("Web page refused by={} setting={}", who, setting);
        }
    }
}
