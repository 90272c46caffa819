namespace Plumbline.Agent.Redaction;

/// <summary>The words that make a name secret, and those that make it harmless again.</summary>
internal static class SecretWords
{
    /// <summary>Secret wherever they stand in a name.</summary>
    public static readonly string[] Anywhere =
    [
        "passw", "passphrase", "passcode", "pswd", "psswd", "pwd", "secret", "token", "credential", "authorization", "authorisation",
        "bearer", "jwt", "cookie", "cvv", "apikey", "accesskey", "privatekey", "secretkey", "signingkey", "signaturekey", "signkey",
        "encryptionkey", "encryptkey", "decryptionkey", "decryptkey", "cryptokey", "cipherkey", "masterkey", "rootkey", "sharedkey",
        "presharedkey", "accountkey", "storagekey", "sessionkey", "clientkey", "hostkey", "functionkey", "subscriptionkey",
        "licensekey", "licencekey", "productkey", "machinekey", "validationkey", "hmackey", "aeskey", "deskey", "rsakey", "dsakey",
        "sshkey", "gpgkey", "pgpkey", "eckey", "symmetrickey", "asymmetrickey", "integrationkey", "instrumentationkey", "serverkey",
        "appkey", "applicationkey", "devkey", "developerkey", "adminkey", "userkey", "authkey", "authenticationkey", "oauthkey",
        "webhookkey", "writekey", "datakey", "keyencryption", "keymaterial", "keyvault", "wrappingkey", "derivedkey", "vaultkey",
        "connectionstring", "connstr", "connectionstr", "connstring", "sharedaccess", "sessionid", "sessid", "sessionstate",
        "creditcard", "cardnumber", "cardnum", "cardno", "ccnumber", "ccnum", "debitcard", "securitycode", "accesscode", "authcode",
        "verificationcode", "recoverycode", "backupcode", "recoveryphrase", "seedphrase", "mnemonic", "socialsecurity",
        "socialinsurance", "onetimecode", "otpcode", "pincode", "pinnumber", "authheader", "proxyauth", "basicauth", "httpauth",
        "securestring", "kennwort", "geheim", "motdepasse", "contrasen", "wachtwoord", "losenord", "salasana", "clave",
        "пароль", "секрет", "токен", "лозинка", "συνθηματικ", "密码", "密碼", "口令", "パスワード", "暗証番号", "秘密", "비밀번호", "비밀",
    ];

    /// <summary>Secret where they are a word of the name.</summary>
    public static readonly string[] Whole =
    [
        "pw", "pin", "otp", "totp", "hotp", "ssn", "cvc", "csc", "pan", "iban", "dsn", "sas", "sig", "mfa", "auth", "oauth", "creds",
        "cred", "psk", "csrf", "xsrf", "pem", "pfx", "pkcs", "salt", "senha", "haslo", "sifre", "parola", "heslo", "sin",
    ];

    /// <summary>Secret at the end of a name.</summary>
    public const string Last = "pass";

    /// <summary>Words that end in <see cref="Last"/> and are none.</summary>
    public static readonly string[] NotLast =
    [
        "compass", "bypass", "trespass", "overpass", "underpass", "surpass", "firstpass", "secondpass", "lastpass", "nextpass", "onepass",
        "twopass", "maypass", "canpass", "mustpass", "shouldpass", "willpass", "didpass", "doespass", "letpass", "singlepass", "multipass", "renderpass", "subpass", "boardingpass", "prepass",
    ];

    /// <summary>Taken out of a name before it is searched, where they are whole words of it.</summary>
    public static readonly string[] Harmless =
    [
        "cancellationtoken", "canceltoken", "stoppingtoken", "stoptoken", "aborttoken", "changetoken", "reloadtoken", "syntaxtoken",
        "jsontoken", "jtoken", "metadatatoken", "methodtoken", "typetoken", "fieldtoken", "publickeytoken", "parsetoken", "lextoken",
        "concurrencytoken", "maxtokens", "mintokens", "totaltokens", "prompttokens", "completiontokens", "inputtokens", "outputtokens",
        "numtokens", "usedtokens", "cachedtokens", "reasoningtokens", "tokenspersecond", "tokensused", "tokensperminute", "tokenize",
        "tokenizer", "tokenized", "tokenization", "secretary", "secretaries", "passwordless", "cookieless",
    ];

    /// <summary>A name that ends in one of these tells about a secret and does not hold it.</summary>
    public static readonly string[] Endings =
    [
        "count", "counts", "length", "len", "limit", "limits", "size", "policy", "policies", "expiry", "expires", "expiration", "expired",
        "lifetime", "timeout", "ttl", "type", "types", "kind", "hasher", "validator", "validators", "provider", "providers", "service",
        "services", "factory", "handler", "handlers", "generator", "builder", "parser", "reader", "writer", "index", "position",
        "offset", "attempts", "retries", "age", "required", "enabled", "disabled", "strength", "endpoint", "algorithm", "version",
        "format", "usage", "name", "names", "middleware", "filter", "scheme", "schemes", "requirement", "result", "url", "uri",
    ];
}
