package io.outboxed.example.infrastructure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.authentication.mechanism.http.BasicAuthenticationMechanismDefinition;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import java.util.Map;
import java.util.Set;

/**
 * Who may use the operators' console, and how they sign in: by HTTP Basic. For a demonstration only, as everybody can read here
 * that each user's password is the user's name. The rest of the shop asks nobody for a name.
 */
@ApplicationScoped
@BasicAuthenticationMechanismDefinition(realmName = "Outboxed example shop")
public class DemoUsers implements IdentityStore {
    private static final Map<String, User> USERS = Map.of(
            "viewer",
            new User(
                    "PBKDF2WithHmacSHA256:10000:mlnJenXeuKKn4lridV4yo00om9JBQOtcJAFzdiCwOxg=:p/6HbO6grcT00vQEffpNkU86OSCcAhnw4PFuqSXnXUU=",
                    Set.of("outbox-viewer")),
            "operator",
            new User(
                    "PBKDF2WithHmacSHA256:10000:dwymlXftj1lG9B5cO6fMBHOye0I3YTcrm6YOX9AzSaM=:jwjeuFG8mjihAwKLK5Wd77/JcEui4hGYXM1cOmLp3CA=",
                    Set.of("outbox-viewer", "outbox-operator")),
            // May sign in, and then not use the console.
            "customer",
            new User(
                    "PBKDF2WithHmacSHA256:10000:7RTJspYyAz9+ATTE+6kJVwJ2Ixwv76iqoAir5OTku78=:NP5Dpy2XweF5UGmrqyAS6TJT39T32itzxPJaHX17OwU=",
                    Set.of()));

    @Inject
    private Pbkdf2PasswordHash hash;

    private record User(String password, Set<String> roles) {}

    /** Called by the server for each request that brings a name and a password. */
    public CredentialValidationResult validate(UsernamePasswordCredential credential) {
        User user = USERS.get(credential.getCaller());
        return user != null && hash.verify(credential.getPassword().getValue(), user.password())
                ? new CredentialValidationResult(credential.getCaller(), user.roles())
                : CredentialValidationResult.INVALID_RESULT;
    }
}
