// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "publish/publish_mode.h"
#include "shared_list.h"

#include <QObject>

#include <vector>

namespace fanlight {

// A notification to send again and again, under a name. A plain value.
struct PublishTemplate {
    QString name;
    PublishMode mode = PublishMode::Broadcast;
    PublishRequest request;
    int batchCount = DefaultBatchCount; // of the batch mode
};

// The templates of the Publish page: some built in, and those the user saved, which are kept in a
// file that other windows keep, too, written in a thread of its own after each change; what others
// save is there as well. Main thread; owned by the desk.
class TemplateStore : public QObject {
    Q_OBJECT
public:
    static constexpr std::size_t MostTemplates = 200;
    static constexpr qint64 MostDataBytes = 8 << 20; // of all payloads
    static constexpr qsizetype MostNameCharacters = 80;

    static QString defaultPath();
    static const std::vector<PublishTemplate>& builtIn();

    explicit TemplateStore(const QString& path, QObject* parent = nullptr);
    ~TemplateStore() override; // waits for the last write

    const std::vector<PublishTemplate>& saved() const
    {
        return m_saved;
    } // in natural order of their names
    bool contains(const QString& name) const { return indexOf(name) >= 0; }
    // Each empty, or why it cannot be done. Save replaces one of the same name.
    QString save(const PublishTemplate& one);
    QString rename(const QString& from, const QString& to);
    void remove(const QString& name);

    QString problem() const { return m_list.problem(); } // of the last load or write; empty: none

Q_SIGNALS:
    void problemChanged();

private:
    static QString nameProblem(const QString& name);
    int indexOf(const QString& name) const;
    void insert(const PublishTemplate& one);
    void write();
    void take(const QJsonArray& items);

    std::vector<PublishTemplate> m_saved;
    SharedList m_list;
};

} // namespace fanlight
