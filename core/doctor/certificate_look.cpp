// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/certificate_look.h"

#include "doctor/doctor.h"

#include <QDeadlineTimer>

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <ctime>

#include <arpa/inet.h>
#include <netdb.h>
#include <poll.h>
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int SliceMs = 50; // how soon it is seen that nobody waits any more
constexpr std::size_t MostNames = 20;

using LookContext = std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)>;
using LookConnection = std::unique_ptr<SSL, decltype(&SSL_free)>;

struct LookSocket {
    explicit LookSocket(int socket)
        : descriptor(socket)
    {
    }
    ~LookSocket()
    {
        if (descriptor >= 0)
            ::close(descriptor);
    }
    LookSocket(const LookSocket&) = delete;
    LookSocket& operator=(const LookSocket&) = delete;
    const int descriptor;
};

struct LookTarget {
    std::string host;
    std::uint16_t port;
    ClientCertificate own;
    std::chrono::milliseconds patience;
    const std::atomic<bool>& isOver;
};

QString lookFailure()
{
    const char* const reason = ERR_reason_error_string(ERR_peek_last_error());
    return reason ? QString::fromLatin1(reason) : Doctor::tr("the connection is closed");
}

// False: it is over, or too late.
bool waitFor(const LookTarget& target, int socket, short events, const QDeadlineTimer& deadline)
{
    while (!target.isOver.load(std::memory_order_relaxed) && !deadline.hasExpired()) {
        pollfd waiting{socket, events, 0};
        if (::poll(&waiting, 1, SliceMs) > 0)
            return true;
    }
    return false;
}

int connectTo(const LookTarget& target, const QDeadlineTimer& deadline)
{
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (getaddrinfo(target.host.c_str(), std::to_string(target.port).c_str(), &hints, &found) != 0)
        return -1;
    const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> all(found, freeaddrinfo);
    for (const addrinfo* one = found; one; one = one->ai_next) {
        const int socket = ::socket(one->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        if (socket < 0)
            continue;
        int problem = ::connect(socket, one->ai_addr, one->ai_addrlen) == 0 ? 0 : errno;
        socklen_t size = sizeof problem;
        if (problem == EINPROGRESS && waitFor(target, socket, POLLOUT, deadline))
            getsockopt(socket, SOL_SOCKET, SO_ERROR, &problem, &size);
        if (problem == 0)
            return socket;
        ::close(socket);
    }
    return -1;
}

// 1: it stands.
int shakeHands(const LookTarget& target, SSL* ssl, int socket, const QDeadlineTimer& deadline)
{
    for (;;) {
        const int result = SSL_connect(ssl);
        const int error = SSL_get_error(ssl, result);
        if (result == 1 || (error != SSL_ERROR_WANT_READ && error != SSL_ERROR_WANT_WRITE))
            return result;
        if (!waitFor(target, socket, error == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT, deadline))
            return 0;
    }
}

bool isAddressText(const std::string& host)
{
    std::array<unsigned char, sizeof(in6_addr)> ignored{};
    return inet_pton(AF_INET, host.c_str(), ignored.data()) == 1
        || inet_pton(AF_INET6, host.c_str(), ignored.data()) == 1;
}

QString nameText(const GENERAL_NAME& name)
{
    int type = 0;
    void* const value = GENERAL_NAME_get0_value(&name, &type);
    const auto* const text = static_cast<const ASN1_STRING*>(value);
    if (type == GEN_DNS)
        return QString::fromLatin1(
            reinterpret_cast<const char*>(ASN1_STRING_get0_data(text)), ASN1_STRING_length(text));
    if (type != GEN_IPADD)
        return {};
    std::array<char, INET6_ADDRSTRLEN> out{};
    const int family = ASN1_STRING_length(text) == 4 ? AF_INET : AF_INET6;
    return inet_ntop(family, ASN1_STRING_get0_data(text), out.data(), out.size())
        ? QString::fromLatin1(out.data())
        : QString();
}

QStringList namesOf(const X509* certificate)
{
    const std::unique_ptr<GENERAL_NAMES, decltype(&GENERAL_NAMES_free)> all(
        static_cast<GENERAL_NAMES*>(
            X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)),
        GENERAL_NAMES_free);
    QStringList names;
    for (int i = 0; i < sk_GENERAL_NAME_num(all.get()); ++i) {
        const QString name = nameText(*sk_GENERAL_NAME_value(all.get(), i));
        if (!name.isEmpty() && std::size_t(names.size()) < MostNames)
            names << name;
    }
    return names;
}

QDateTime timeOf(const ASN1_TIME* time)
{
    std::tm broken{};
    if (ASN1_TIME_to_tm(time, &broken) != 1)
        return {};
    return QDateTime::fromSecsSinceEpoch(timegm(&broken), Qt::UTC);
}

QString nameOf(const X509_NAME* name)
{
    std::array<char, 256> text{};
    for (const int part : {NID_commonName, NID_organizationName}) {
        if (X509_NAME_get_text_by_NID(name, part, text.data(), int(text.size())) > 0)
            return QString::fromUtf8(text.data());
    }
    return u"?"_s;
}

void describe(const LookTarget& target, const SSL* ssl, CertificateLook& look)
{
    look.version = QString::fromLatin1(SSL_get_version(ssl));
    X509* const certificate = SSL_get0_peer_certificate(ssl);
    if (!certificate)
        return;
    look.names = namesOf(certificate);
    look.issuer = nameOf(X509_get_issuer_name(certificate));
    look.notBefore = timeOf(X509_get0_notBefore(certificate));
    look.notAfter = timeOf(X509_get0_notAfter(certificate));
    look.chainLength = sk_X509_num(SSL_get_peer_cert_chain(ssl));
    look.isSelfSigned = X509_self_signed(certificate, 0) == 1;
    look.isForAnotherName = isAddressText(target.host)
        ? X509_check_ip_asc(certificate, target.host.c_str(), 0) != 1
        : X509_check_host(certificate, target.host.c_str(), target.host.size(), 0, nullptr) != 1;
    const long trust = SSL_get_verify_result(ssl);
    // of the time its own dates tell more
    if (trust != X509_V_OK && trust != X509_V_ERR_CERT_HAS_EXPIRED
        && trust != X509_V_ERR_CERT_NOT_YET_VALID)
        look.distrust = QString::fromLatin1(X509_verify_cert_error_string(trust));
}

LookConnection connectionOver(const LookTarget& target, SSL_CTX* context, int socket)
{
    LookConnection ssl(SSL_new(context), SSL_free);
    if (!ssl)
        return ssl;
    SSL_set_fd(ssl.get(), socket);
    if (!isAddressText(target.host))
        SSL_set_tlsext_host_name(ssl.get(), target.host.c_str());
    return ssl;
}

void lookWell(const LookTarget& target, CertificateLook& look)
{
    const LookContext context(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
    const QDeadlineTimer deadline(target.patience);
    const LookSocket socket(connectTo(target, deadline));
    if (!context || socket.descriptor < 0) {
        look.failure = Doctor::tr("nothing answers there");
        return;
    }
    SSL_CTX_set_default_verify_paths(context.get());
    target.own.use(*context); // which was found to do
    const LookConnection ssl = connectionOver(target, context.get(), socket.descriptor);
    ERR_clear_error();
    if (!ssl || shakeHands(target, ssl.get(), socket.descriptor, deadline) != 1)
        look.failure = lookFailure();
    else
        describe(target, ssl.get(), look);
    ERR_clear_error();
}

// What browsers have given up.
void tryOldVersions(const LookTarget& target, CertificateLook& look)
{
    const LookContext context(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
    const QDeadlineTimer deadline(target.patience);
    const LookSocket socket(connectTo(target, deadline));
    if (!context || socket.descriptor < 0)
        return;
    SSL_CTX_set_min_proto_version(context.get(), TLS1_VERSION);
    SSL_CTX_set_max_proto_version(context.get(), TLS1_1_VERSION);
    SSL_CTX_set_cipher_list(context.get(), "ALL:@SECLEVEL=0");
    const LookConnection ssl = connectionOver(target, context.get(), socket.descriptor);
    look.takesOldVersions = ssl && shakeHands(target, ssl.get(), socket.descriptor, deadline) == 1;
    ERR_clear_error();
}

} // namespace

CertificateProbe::CertificateProbe(const QString& host, quint16 port,
    std::chrono::milliseconds patience, const ClientCertificate& own)
    : m_thread([this, name = host.toStdString(), port, own, patience] {
        pthread_setname_np(pthread_self(), "certificate");
        const LookTarget target{name, port, own, patience, m_isOver};
        lookWell(target, m_look);
        if (m_look.failure.isEmpty())
            tryOldVersions(target, m_look);
        m_isDone.store(true, std::memory_order_release);
    })
{
}

CertificateProbe::~CertificateProbe()
{
    m_isOver.store(true, std::memory_order_relaxed);
    m_thread.join();
}

} // namespace fanlight
