// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "servers/secret_store.h"

#include <qt6keychain/keychain.h>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString SecretService = u"fanlight"_s; // which its entries are found by

// What is wrong, by what QtKeychain says; empty: nothing, or there is no such entry.
QString problemOfJob(const QKeychain::Job& job)
{
    switch (job.error()) {
    case QKeychain::NoError:
    case QKeychain::EntryNotFound:
        return {};
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        return KeychainStore::tr("The secret service refused it: unlock it, or allow Fanlight.");
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::OtherError:
        break;
    }
    const QString said = job.errorString().simplified().left(200);
    return said.isEmpty() ? KeychainStore::tr("No secret service answers.")
                          : KeychainStore::tr("No secret service answers: %1").arg(said);
}

// Jobs delete themselves once they are done.
template <class Job, class Done>
void runJob(Job& job, QObject* owner, const QString& key, Done done)
{
    job.setKey(key);
    job.setAutoDelete(true);
    job.setInsecureFallback(false);
    QObject::connect(
        &job, &QKeychain::Job::finished, owner, [&job, done = std::move(done)] { done(job); },
        Qt::DirectConnection);
    job.start();
}

} // namespace

void KeychainStore::read(
    const QString& key, std::function<void(const QString& secret, const QString& problem)> done)
{
    auto* job = new QKeychain::ReadPasswordJob(SecretService, this);
    runJob(*job, this, key, [done = std::move(done)](const QKeychain::ReadPasswordJob& read) {
        const QString problem = problemOfJob(read);
        done(read.error() == QKeychain::NoError ? read.textData() : QString(), problem);
    });
}

void KeychainStore::write(
    const QString& key, const QString& secret, std::function<void(const QString& problem)> done)
{
    auto* job = new QKeychain::WritePasswordJob(SecretService, this);
    job->setTextData(secret);
    runJob(*job, this, key, [done = std::move(done)](const QKeychain::WritePasswordJob& written) {
        done(problemOfJob(written));
    });
}

void KeychainStore::remove(const QString& key, std::function<void(const QString& problem)> done)
{
    auto* job = new QKeychain::DeletePasswordJob(SecretService, this);
    runJob(*job, this, key, [done = std::move(done)](const QKeychain::DeletePasswordJob& removed) {
        if (done)
            done(problemOfJob(removed));
    });
}

} // namespace fanlight
