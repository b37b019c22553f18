// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/tls_client.h"

#include "load/load_access.h"
#include "load/socket_stamp.h"

#include <QFile>

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <array>
#include <cerrno>
#include <limits>

#include <arpa/inet.h>
#include <sys/socket.h>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {
// What OpenSSL has to say is kept for the thread, in which Qt's TLS may ask for it.
struct TlsErrorsForgotten {
    TlsErrorsForgotten() { ERR_clear_error(); }
    ~TlsErrorsForgotten() { ERR_clear_error(); }
    TlsErrorsForgotten(const TlsErrorsForgotten&) = delete;
    TlsErrorsForgotten& operator=(const TlsErrorsForgotten&) = delete;
};

std::string reasonOfLibrary()
{
    const unsigned long code = ERR_peek_last_error();
    const char* const reason = code == 0 ? nullptr : ERR_reason_error_string(code);
    return reason ? reason : "it was broken off";
}

// ---- the socket beneath

int sendToWire(BIO* bio, const char* bytes, std::size_t size, std::size_t* sent)
{
    auto* const wire = static_cast<TlsChannel::Wire*>(BIO_get_data(bio));
    BIO_clear_retry_flags(bio);
    for (;;) {
        const ssize_t count = ::send(wire->socket, bytes, size, MSG_NOSIGNAL);
        if (count >= 0) {
            *sent = static_cast<std::size_t>(count);
            return 1;
        }
        if (errno == EINTR)
            continue;
        if (errno == EAGAIN)
            BIO_set_retry_write(bio);
        else
            wire->error = errno;
        return 0;
    }
}

int receiveFromWire(BIO* bio, char* into, std::size_t most, std::size_t* received)
{
    auto* const wire = static_cast<TlsChannel::Wire*>(BIO_get_data(bio));
    BIO_clear_retry_flags(bio);
    ssize_t count = -1;
    if (wire->stamps) {
        count = receiveStamped(wire->socket, into, most, wire->cameNs);
    } else {
        do {
            count = ::recv(wire->socket, into, most, 0);
        } while (count < 0 && errno == EINTR);
    }
    if (count > 0) {
        *received = static_cast<std::size_t>(count);
        return 1;
    }
    if (count < 0 && errno == EAGAIN)
        BIO_set_retry_read(bio);
    else if (count < 0)
        wire->error = errno;
    else
        BIO_set_flags(bio, BIO_FLAGS_IN_EOF);
    return 0;
}

long controlWire(BIO* bio, int command, long, void*)
{
    if (command == BIO_CTRL_EOF)
        return BIO_test_flags(bio, BIO_FLAGS_IN_EOF) != 0 ? 1 : 0;
    return command == BIO_CTRL_FLUSH ? 1 : 0; // nothing is held back
}

const BIO_METHOD* wireMethod()
{
    static const std::unique_ptr<BIO_METHOD, decltype(&BIO_meth_free)> Method(
        [] {
            BIO_METHOD* const made = BIO_meth_new(
                BIO_get_new_index() | BIO_TYPE_SOURCE_SINK | BIO_TYPE_DESCRIPTOR, "load");
            BIO_meth_set_write_ex(made, sendToWire);
            BIO_meth_set_read_ex(made, receiveFromWire);
            BIO_meth_set_ctrl(made, controlWire);
            BIO_meth_set_create(made, [](BIO* bio) {
                BIO_set_init(bio, 1);
                return 1;
            });
            return made;
        }(),
        BIO_meth_free);
    return Method.get();
}

// The server asks for a certificate of the client.
int noteThatOneIsAskedFor(SSL* ssl, void*)
{
    if (auto* const wire = static_cast<TlsChannel::Wire*>(SSL_get_app_data(ssl)))
        wire->asksForCertificate = true;
    return 1;
}

// ---- whom it trusts

using PinnedCertificate = std::unique_ptr<X509, decltype(&X509_free)>;

PinnedCertificate readCertificate(const QString& path, QString& error)
{
    QFile file(path);
    const QByteArray pem = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    const std::unique_ptr<BIO, decltype(&BIO_free_all)> bio(
        BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size())), BIO_free_all);
    PinnedCertificate found(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr), X509_free);
    if (!found)
        error = u"%1: holds no certificate"_s.arg(path);
    return found;
}

// In the place of all other checks: nobody but who has this certificate.
int isPinned(X509_STORE_CTX* chain, void* pinned)
{
    X509* const shown = X509_STORE_CTX_get0_cert(chain);
    if (shown && X509_cmp(shown, static_cast<X509*>(pinned)) == 0) {
        X509_STORE_CTX_set_error(chain, X509_V_OK);
        return 1;
    }
    X509_STORE_CTX_set_error(chain, X509_V_ERR_CERT_UNTRUSTED);
    return 0;
}

// Where a context keeps the certificate, which goes with it: connections outlive the client.
int pinnedIndex()
{
    static const int Index = SSL_CTX_get_ex_new_index(
        0, nullptr, nullptr, nullptr, [](void*, void* kept, CRYPTO_EX_DATA*, int, long, void*) {
            X509_free(static_cast<X509*>(kept));
        });
    return Index;
}

bool isNumeric(const std::string& host)
{
    std::array<unsigned char, sizeof(in6_addr)> ignored{};
    return inet_pton(AF_INET, host.c_str(), ignored.data()) == 1
        || inet_pton(AF_INET6, host.c_str(), ignored.data()) == 1;
}
} // namespace

std::shared_ptr<const TlsClient> TlsClient::make(const LoadTls& settings, QString& error)
{
    const TlsErrorsForgotten forgotten;
    const auto made = std::make_shared<TlsClient>();
    made->m_context.reset(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
    SSL_CTX* const context = made->m_context.get();
    if (!context) {
        error = u"TLS: "_s + QString::fromStdString(reasonOfLibrary());
        return nullptr;
    }
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_mode(context,
        SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE
            | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_AUTO_RETRY);
    // that the answer came whole is told by HTTP
    SSL_CTX_set_options(context, SSL_OP_IGNORE_UNEXPECTED_EOF | SSL_OP_NO_RENEGOTIATION);
    SSL_CTX_set_read_ahead(context, 1); // one read() a record instead of two
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF); // each client keeps its own
    constexpr std::array<unsigned char, 9> Http11{8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
    SSL_CTX_set_alpn_protos(context, Http11.data(), Http11.size());
    error = settings.own.use(*context);
    if (!error.isEmpty())
        return nullptr;
    SSL_CTX_set_cert_cb(context, noteThatOneIsAskedFor, nullptr);
    if (settings.trustsAnyone)
        return made;
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
    if (!settings.pinnedFile.isEmpty()) {
        PinnedCertificate pinned = readCertificate(settings.pinnedFile, error);
        if (!pinned)
            return nullptr;
        SSL_CTX_set_cert_verify_callback(context, isPinned, pinned.get());
        SSL_CTX_set_ex_data(context, pinnedIndex(), pinned.release());
        return made;
    }
    SSL_CTX_set_default_verify_paths(context);
    if (!settings.caFile.isEmpty()
        && SSL_CTX_load_verify_file(context, QFile::encodeName(settings.caFile).constData()) != 1) {
        error
            = u"ca file: %1 cannot be read, or holds no certificates in PEM"_s.arg(settings.caFile);
        return nullptr;
    }
    return made;
}

TlsChannel::TlsChannel(const TlsClient& client, int socket, const std::string& host,
    const Session& earlier, bool stampsReceipt)
    : m_ssl(SSL_new(client.context()), SSL_free)
    , m_wire{socket, stampsReceipt, 0, 0, false}
{
    BIO* const wire = BIO_new(wireMethod());
    if (!m_ssl || !wire) {
        BIO_free(wire);
        m_wire.error = ENOMEM;
        m_ssl.reset();
        return;
    }
    BIO_set_data(wire, &m_wire);
    SSL_set_bio(m_ssl.get(), wire, wire);
    SSL_set_app_data(m_ssl.get(), &m_wire);
    if (isNumeric(host)) {
        X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(m_ssl.get()), host.c_str());
    } else {
        SSL_set_tlsext_host_name(m_ssl.get(), host.c_str());
        SSL_set1_host(m_ssl.get(), host.c_str());
    }
    if (earlier)
        SSL_set_session(m_ssl.get(), earlier.get());
    SSL_set_connect_state(m_ssl.get());
}

TlsChannel::~TlsChannel()
{
    // Else OpenSSL takes it that the session is not to be used again.
    if (m_ssl)
        SSL_set_shutdown(m_ssl.get(), SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
}

TlsChannel::Outcome TlsChannel::judged(int result)
{
    switch (SSL_get_error(m_ssl.get(), result)) {
    case SSL_ERROR_NONE:
        return Outcome::Done;
    case SSL_ERROR_WANT_READ:
    case SSL_ERROR_WANT_WRITE:
        return Outcome::Waits;
    case SSL_ERROR_ZERO_RETURN:
        return SSL_is_init_finished(m_ssl.get()) ? Outcome::Over : Outcome::Broken;
    default:
        break;
    }
    if (!m_problem.empty())
        return Outcome::Broken; // as it was found out first
    const long trust = SSL_get_verify_result(m_ssl.get());
    m_problem = SSL_get_verify_mode(m_ssl.get()) != SSL_VERIFY_NONE && trust != X509_V_OK
            && !SSL_is_init_finished(m_ssl.get())
        ? std::string("its certificate is not trusted: ") + X509_verify_cert_error_string(trust)
        : reasonOfLibrary();
    if (m_wire.asksForCertificate) {
        const QString advice = clientCertificateAdvice(
            QString::fromStdString(m_problem), SSL_get_certificate(m_ssl.get()) != nullptr);
        if (!advice.isEmpty())
            m_problem += " (" + advice.toStdString() + ')';
    }
    return Outcome::Broken;
}

TlsChannel::Outcome TlsChannel::shakeHands()
{
    if (!m_ssl)
        return Outcome::Broken;
    const TlsErrorsForgotten forgotten;
    return judged(SSL_do_handshake(m_ssl.get()));
}

TlsChannel::Moved TlsChannel::write(std::string_view bytes)
{
    const TlsErrorsForgotten forgotten;
    Moved moved;
    if (bytes.empty())
        return moved;
    const int result = SSL_write_ex(m_ssl.get(), bytes.data(), bytes.size(), &moved.count);
    moved.outcome = judged(result);
    return moved;
}

TlsChannel::Moved TlsChannel::read(std::span<char> into)
{
    const TlsErrorsForgotten forgotten;
    Moved moved;
    while (moved.count < into.size()) {
        std::size_t count = 0;
        const int result = SSL_read_ex(
            m_ssl.get(), into.data() + moved.count, into.size() - moved.count, &count);
        moved.count += count;
        moved.outcome = judged(result);
        if (moved.outcome != Outcome::Done)
            break;
    }
    return moved;
}

bool TlsChannel::wantsToWrite() const
{
    return m_ssl && SSL_want_write(m_ssl.get());
}

TlsChannel::Session TlsChannel::session() const
{
    if (!m_ssl || !SSL_is_init_finished(m_ssl.get()))
        return {};
    Session found(SSL_get1_session(m_ssl.get()), SSL_SESSION_free);
    return found && SSL_SESSION_is_resumable(found.get()) == 1 ? found : Session();
}

} // namespace fanlight
