// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/tls_context.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <arpa/inet.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <string_view>

namespace fanlight {

namespace {

constexpr std::int64_t MsPerDay = 24LL * 3600 * 1000;
constexpr long TicketSeconds = 3600; // a session is resumed for so long
constexpr std::string_view Http11 = "http/1.1";
constexpr std::string_view Http10 = "http/1.0";
// TLS 1.2; those of 1.3 are all good
constexpr const char* Ciphers = "ECDHE+AESGCM:ECDHE+CHACHA20";

using Bio = std::unique_ptr<BIO, decltype(&BIO_free_all)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;
using PrivateKey = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

// "ee key too small" of the oldest error, which is the cause of those after it.
std::string reasonOfLibrary()
{
    const char* const text = ERR_reason_error_string(ERR_peek_error());
    std::string reason = text ? text : "OpenSSL does not say why";
    ERR_clear_error();
    return reason;
}

// Whole, or why not.
std::string readPemFile(const std::string& path, std::string& text, bool* isOpenToAll = nullptr)
{
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return path + " cannot be read: " + std::strerror(errno);
    struct stat about { };
    if (isOpenToAll && ::fstat(file, &about) == 0)
        *isOpenToAll = (about.st_mode & S_IROTH) != 0;
    text.resize(TlsContext::MostFileBytes + 1);
    std::size_t size = 0;
    ssize_t count = 0;
    while (size < text.size()
        && ((count = ::read(file, text.data() + size, text.size() - size)) > 0
            || (count < 0 && errno == EINTR)))
        size += static_cast<std::size_t>(std::max<ssize_t>(0, count));
    const int error = count < 0 ? errno : 0;
    ::close(file);
    text.resize(size);
    if (error != 0)
        return path + " cannot be read: " + std::strerror(error);
    if (size > TlsContext::MostFileBytes)
        return path + " is too large for a certificate or a key: at most 1 MiB";
    return {};
}

Bio bioOf(const std::string& text)
{
    return {BIO_new_mem_buf(text.data(), static_cast<int>(text.size())), &BIO_free_all};
}

// A key that is encrypted would have OpenSSL ask at the terminal.
int noPassphrase(char*, int, int, void* wasAsked)
{
    *static_cast<bool*>(wasAsked) = true;
    return -1;
}

std::vector<Certificate> certificatesOf(const std::string& text)
{
    std::vector<Certificate> all;
    const Bio bio = bioOf(text);
    bool ignored = false;
    while (X509* const one = PEM_read_bio_X509(bio.get(), nullptr, noPassphrase, &ignored))
        all.emplace_back(one, &X509_free);
    ERR_clear_error();
    return all;
}

std::int64_t msOf(const ASN1_TIME* time)
{
    std::tm parts{};
    return ASN1_TIME_to_tm(time, &parts) == 1 ? std::int64_t(timegm(&parts)) * 1000 : 0;
}

std::string nameTextOf(const X509_NAME* name)
{
    const Bio bio(BIO_new(BIO_s_mem()), &BIO_free_all);
    X509_NAME_print_ex(
        bio.get(), name, 0, XN_FLAG_RFC2253 & ~static_cast<unsigned long>(ASN1_STRFLGS_ESC_MSB));
    char* text = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &text);
    return size > 0 ? std::string(text, static_cast<std::size_t>(size)) : std::string();
}

std::string addressText(const unsigned char* bytes, int size)
{
    char text[INET6_ADDRSTRLEN] = "";
    if (size == 4)
        inet_ntop(AF_INET, bytes, text, sizeof text);
    else if (size == 16)
        inet_ntop(AF_INET6, bytes, text, sizeof text);
    return text;
}

// Of DNS and addresses (RFC 6125); what is not printable is left out.
std::vector<std::string> namesOf(const X509& certificate)
{
    std::vector<std::string> names;
    auto* const all = static_cast<GENERAL_NAMES*>(
        X509_get_ext_d2i(&certificate, NID_subject_alt_name, nullptr, nullptr));
    for (int i = 0; i < sk_GENERAL_NAME_num(all); ++i) {
        const GENERAL_NAME* const one = sk_GENERAL_NAME_value(all, i);
        std::string name;
        if (one->type == GEN_DNS) {
            name.assign(reinterpret_cast<const char*>(ASN1_STRING_get0_data(one->d.dNSName)),
                static_cast<std::size_t>(ASN1_STRING_length(one->d.dNSName)));
            std::erase_if(name, [](unsigned char c) { return c <= ' ' || c >= 0x7f; });
        } else if (one->type == GEN_IPADD) {
            name = addressText(
                ASN1_STRING_get0_data(one->d.iPAddress), ASN1_STRING_length(one->d.iPAddress));
        }
        if (!name.empty())
            names.push_back(std::move(name));
    }
    GENERAL_NAMES_free(all);
    return names;
}

bool offers(const unsigned char* list, unsigned size, std::string_view wanted)
{
    for (unsigned i = 0; i < size; i += 1U + list[i]) {
        if (std::string_view(reinterpret_cast<const char*>(list + i + 1), list[i]) == wanted)
            return true;
    }
    return false;
}

// ALPN: a client that names protocols and none of ours is told so (RFC 7301 §3.2).
int chooseProtocol(SSL*, const unsigned char** chosen, unsigned char* size,
    const unsigned char* list, unsigned listSize, void*)
{
    for (const std::string_view ours : {Http11, Http10}) {
        if (!offers(list, listSize, ours))
            continue;
        *chosen = reinterpret_cast<const unsigned char*>(ours.data());
        *size = static_cast<unsigned char>(ours.size());
        return SSL_TLSEXT_ERR_OK;
    }
    return SSL_TLSEXT_ERR_ALERT_FATAL;
}

} // namespace

// ---------------------------------------------------------------- facts

std::string CertificateFacts::namesText() const
{
    std::string text;
    for (const std::string& name : names)
        text += (text.empty() ? "" : ", ") + name;
    return text;
}

bool CertificateFacts::covers(std::string_view host) const
{
    const std::size_t dot = host.find('.');
    const std::string wildcard
        = dot == std::string_view::npos ? std::string() : '*' + std::string(host.substr(dot));
    return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
        const auto isSame = [&name](std::string_view other) {
            return std::equal(name.begin(), name.end(), other.begin(), other.end(),
                [](unsigned char a, unsigned char b) {
                    return std::tolower(a) == std::tolower(b);
                });
        };
        return isSame(host) || isSame(wildcard);
    });
}

std::string CertificateFacts::validUntilText() const
{
    const std::time_t seconds = validUntilMs / 1000;
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    char text[32] = "";
    std::strftime(text, sizeof text, "%Y-%m-%d", &parts);
    return text;
}

std::int64_t CertificateFacts::daysLeft(std::int64_t nowMs) const
{
    const std::int64_t left = validUntilMs - nowMs;
    return left >= 0 ? left / MsPerDay : -1 - (-1 - left) / MsPerDay;
}

// ---------------------------------------------------------------- making

struct TlsContext::Material {
    TlsFiles files;
    std::vector<Certificate> chain; // the hub's own first
    PrivateKey key{nullptr, &EVP_PKEY_free};
    std::vector<Certificate> authorities; // of clients
    bool isKeyOpenToAll = false;

    std::string read();
    std::string readKey(const std::string& certificateText);
};

std::string TlsContext::Material::read()
{
    std::string text;
    std::string error = readPemFile(files.certificate, text);
    if (!error.empty())
        return "--tls-cert: " + error;
    chain = certificatesOf(text);
    if (chain.empty())
        return "--tls-cert: " + files.certificate + " holds no certificate in PEM";
    error = readKey(text);
    OPENSSL_cleanse(text.data(), text.size());
    if (!error.empty())
        return error;
    if (files.clientAuthority.empty())
        return {};
    error = readPemFile(files.clientAuthority, text);
    if (!error.empty())
        return "--tls-client-ca: " + error;
    authorities = certificatesOf(text);
    if (authorities.empty())
        return "--tls-client-ca: " + files.clientAuthority + " holds no certificate in PEM";
    return {};
}

std::string TlsContext::Material::readKey(const std::string& certificateText)
{
    const bool isApart = !files.key.empty();
    const std::string& path = isApart ? files.key : files.certificate;
    const std::string option = isApart ? "--tls-key: " : "--tls-cert: ";
    std::string text;
    const std::string error = readPemFile(path, text, &isKeyOpenToAll);
    if (!error.empty())
        return option + error;
    bool isEncrypted = false;
    {
        const Bio bio = bioOf(isApart ? text : certificateText);
        key.reset(PEM_read_bio_PrivateKey(bio.get(), nullptr, noPassphrase, &isEncrypted));
    }
    OPENSSL_cleanse(text.data(), text.size());
    ERR_clear_error();
    if (isEncrypted)
        return option + path
            + " is encrypted, and nobody is there to give its passphrase; write it without one: "
              "openssl pkey -in FILE -out PLAIN";
    if (!key)
        return option + path + " holds no private key in PEM"
            + (isApart ? "" : "; say where it is with --tls-key");
    if (X509_check_private_key(chain.front().get(), key.get()) == 1)
        return {};
    ERR_clear_error();
    return option + "the key in " + path + " is not that of the certificate in " + files.certificate
        + ", whose own comes first";
}

std::shared_ptr<const TlsContext> TlsContext::make(const TlsFiles& files, std::string& error)
{
    auto material = std::make_shared<Material>();
    material->files = files;
    error = material->read();
    if (!error.empty())
        return nullptr;
    std::shared_ptr<TlsContext> made(new TlsContext(std::move(material)));
    error = made->setUp();
    return error.empty() ? made : nullptr;
}

std::shared_ptr<const TlsContext> TlsContext::renewed() const
{
    std::shared_ptr<TlsContext> made(new TlsContext(m_material));
    return made->setUp().empty() ? made : nullptr;
}

TlsContext::TlsContext(std::shared_ptr<const Material> material)
    : m_material(std::move(material))
{
    const X509& own = *m_material->chain.front();
    m_facts = {.subject = nameTextOf(X509_get_subject_name(&own)),
        .issuer = nameTextOf(X509_get_issuer_name(&own)),
        .names = namesOf(own),
        .validFromMs = msOf(X509_get0_notBefore(&own)),
        .validUntilMs = msOf(X509_get0_notAfter(&own))};
}

TlsContext::~TlsContext()
{
    SSL_CTX_free(m_native);
}

std::string TlsContext::setUp()
{
    ERR_clear_error();
    m_native = SSL_CTX_new(TLS_server_method());
    if (!m_native)
        return "--tls-cert: TLS cannot be set up: " + reasonOfLibrary();
    SSL_CTX_set_min_proto_version(m_native, TLS1_2_VERSION);
    SSL_CTX_set_max_proto_version(m_native, TLS1_3_VERSION);
    SSL_CTX_set_cipher_list(m_native, Ciphers);
    SSL_CTX_set_options(m_native,
        SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE
            | SSL_OP_PRIORITIZE_CHACHA
            // many clients end without a word; what was cut off, HTTP itself tells
            | SSL_OP_IGNORE_UNEXPECTED_EOF);
    SSL_CTX_set_mode(m_native, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    // a client that sends nothing but messages of TLS itself must not keep a shard
    SSL_CTX_clear_mode(m_native, SSL_MODE_AUTO_RETRY);
    SSL_CTX_set_session_cache_mode(m_native, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_timeout(m_native, TicketSeconds);
    SSL_CTX_set_num_tickets(m_native, 1);
    constexpr std::string_view Id = "fanlight";
    SSL_CTX_set_session_id_context(
        m_native, reinterpret_cast<const unsigned char*>(Id.data()), Id.size());
    SSL_CTX_set_alpn_select_cb(m_native, chooseProtocol, nullptr);

    const std::vector<Certificate>& chain = m_material->chain;
    if (SSL_CTX_use_certificate(m_native, chain.front().get()) != 1)
        return "--tls-cert: " + m_material->files.certificate
            + " will not do: " + reasonOfLibrary();
    for (std::size_t i = 1; i < chain.size(); ++i) {
        if (SSL_CTX_add1_chain_cert(m_native, chain[i].get()) != 1)
            return "--tls-cert: " + m_material->files.certificate
                + " will not do: " + reasonOfLibrary();
    }
    if (SSL_CTX_use_PrivateKey(m_native, m_material->key.get()) != 1)
        return "--tls-key: the key will not do: " + reasonOfLibrary();
    for (const Certificate& one : m_material->authorities) {
        X509_STORE_add_cert(SSL_CTX_get_cert_store(m_native), one.get());
        SSL_CTX_add_client_CA(m_native, one.get());
    }
    if (asksClients())
        SSL_CTX_set_verify(m_native, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    ERR_clear_error();
    return {};
}

bool TlsContext::asksClients() const
{
    return !m_material->authorities.empty();
}

std::vector<std::string> TlsContext::warnings(std::int64_t nowMs) const
{
    std::vector<std::string> lines;
    const std::string which = "the certificate in " + m_material->files.certificate;
    const std::int64_t left = m_facts.daysLeft(nowMs);
    if (left < 0)
        lines.push_back(which + " expired on " + m_facts.validUntilText()
            + ": clients refuse it; put a new one there and send SIGHUP");
    else if (left < SoonDays)
        lines.push_back(which + " expires on " + m_facts.validUntilText() + ", in "
            + std::to_string(left) + (left == 1 ? " day" : " days"));
    if (m_facts.validFromMs > nowMs)
        lines.push_back(which + " is not valid yet: clients refuse it");
    if (m_facts.names.empty())
        lines.push_back(
            which + " names neither a host nor an address (subjectAltName): browsers refuse it");
    if (m_material->isKeyOpenToAll)
        lines.push_back("everybody on this machine may read the private key in "
            + (m_material->files.key.empty() ? m_material->files.certificate
                                             : m_material->files.key)
            + "; chmod o-r it");
    return lines;
}

} // namespace fanlight
