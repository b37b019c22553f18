// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/client_certificate.h"

#include <QDateTime>
#include <QStringList>

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <thread>

namespace fanlight {

// What a server shows of its TLS to somebody who trusts the system's authorities. A plain value.
struct CertificateLook {
    QString failure; // why no TLS came about at all; empty: it did
    QString version; // "TLSv1.3"
    bool takesOldVersions = false; // TLS 1.1 or older
    QStringList names; // the certificate is for: "app.example", "*.app.example", "192.0.2.1"
    QString issuer;
    QDateTime notBefore;
    QDateTime notAfter;
    int chainLength = 0; // certificates that were shown
    bool isSelfSigned = false;
    bool isForAnotherName = false;
    QString distrust; // why the chain leads to nobody known; empty: it does
};

// Looks at the certificate of a server, in a thread of its own, over two connections, each as long
// as `patience` at most. The owner's thread asks for what came of it; the destructor breaks it off.
class CertificateProbe {
public:
    // `own`: shown where one is asked for.
    CertificateProbe(const QString& host, quint16 port, std::chrono::milliseconds patience,
        const ClientCertificate& own = {});
    ~CertificateProbe();
    CertificateProbe(const CertificateProbe&) = delete;
    CertificateProbe& operator=(const CertificateProbe&) = delete;

    bool isDone() const { return m_isDone.load(std::memory_order_acquire); }
    const CertificateLook& look() const { return m_look; } // once it is done

private:
    std::atomic<bool> m_isDone{false};
    std::atomic<bool> m_isOver{false}; // nobody waits any more
    CertificateLook m_look; // the thread's until it is done
    std::thread m_thread; // last
};

} // namespace fanlight
