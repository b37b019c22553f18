// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/instance_windows.h"

#include <QJsonDocument>
#include <QPointer>
#include <QTimer>

#include <algorithm>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype MaxQuestion = 64; // characters of what one is called

std::string compactJson(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

} // namespace

InstanceWindows::InstanceWindows(redis::RedisLink& link, const RedisKeys& keys, const QString& mark,
    std::function<InstanceSnapshotPtr()> instances, ConnectionWindows& windows)
    : m_link(link)
    , m_keys(keys)
    , m_mark(mark)
    , m_instances(std::move(instances))
    , m_windows(windows)
{
    m_windows.setJoin([this](const ConnectionWish& wish, const ConnectionWindowPtr& front,
                          const ConnectionWindows::Told& told) { join(wish, front, told); });
}

InstanceWindows::~InstanceWindows()
{
    m_windows.setJoin(nullptr);
}

std::string InstanceWindows::key(const std::string& question, const QString& mark) const
{
    return m_keys.window(question + ':' + mark.toStdString());
}

// ---------------------------------------------------------------- asking

void InstanceWindows::join(const ConnectionWish& wish, const ConnectionWindowPtr& front,
    const ConnectionWindows::Told& told)
{
    const std::string name = m_mark.toStdString() + '-' + std::to_string(++m_last);
    Question question{wish, front, told, {}, {}, 1};
    if (const InstanceSnapshotPtr instances = m_instances()) {
        for (const InstanceRow& row : instances->rows) {
            if (row.isThis || instances->isStale(row))
                continue;
            ++question.instances;
            // One of an earlier version has no mark: it is silent.
            question.missing.emplace(row.mark.isEmpty() ? u"~"_s + row.name : row.mark, row.name);
        }
    }
    const bool isAlone = question.missing.empty();
    m_questions.emplace(name, std::move(question));
    if (isAlone)
        return conclude(name);
    const std::string message = compactJson({{u"by"_s, m_mark},
        {u"rows"_s, QString::fromStdString(name)}, {u"wish"_s, window_exchange::wishJson(wish)}});
    m_link.send({"PUBLISH", m_keys.instancesChannel(), message}, {});
    QTimer::singleShot(Patience, this, [this, name] { conclude(name); });
}

void InstanceWindows::fetch(const std::string& question, const QString& mark)
{
    const std::string from = key(question, mark);
    m_link.send({"GET", from}, [this, question, mark](const redis::Reply& reply) {
        const std::string_view text = reply.text();
        if (reply.isError() || text.empty() || text.size() > std::size_t(window_exchange::MaxBytes))
            return;
        const auto at = m_questions.find(question);
        if (at == m_questions.end())
            return;
        m_worker.start([this, question, mark, wish = at->second.wish,
                           bytes = QByteArray(text.data(), qsizetype(text.size()))] {
            auto read = window_exchange::answerFrom(bytes, wish);
            Worker::answer(this, [this, question, mark, read = std::move(read)] {
                if (read)
                    answered(question, mark, *read);
            });
        });
    });
    m_link.send({"DEL", from}, {});
}

void InstanceWindows::answered(
    const std::string& name, const QString& mark, const ConnectionWindow& answer)
{
    const auto at = m_questions.find(name);
    if (at == m_questions.end())
        return;
    Question& question = at->second;
    const auto by = question.missing.find(mark);
    if (by == question.missing.end())
        return;
    question.answers.push_back(answer);
    for (ConnectionRow& row : question.answers.back().rows)
        row.instance = by->second;
    if (question.answers.back().lookedAt)
        question.answers.back().lookedAt->instance = by->second;
    question.missing.erase(by);
    if (question.missing.empty())
        conclude(name);
}

void InstanceWindows::conclude(const std::string& name)
{
    auto found = m_questions.extract(name);
    if (found.empty())
        return;
    const Question& question = found.mapped();
    auto window = window_exchange::join(*question.front, question.answers);
    window->instances = question.instances;
    for (const auto& [mark, silent] : question.missing)
        window->silent.append(silent);
    window->silent.sort();
    question.told(window);
}

// ---------------------------------------------------------------- being asked

void InstanceWindows::take(std::string_view payload)
{
    const QJsonObject said
        = QJsonDocument::fromJson(QByteArray(payload.data(), qsizetype(payload.size()))).object();
    const QString by = said["by"_L1].toString();
    const QString name = said["rows"_L1].toString();
    if (by.isEmpty() || by == m_mark || name.isEmpty() || name.size() > MaxQuestion)
        return;
    const std::string question = name.toStdString();
    if (said.contains("wish"_L1)) {
        if (const auto wish = window_exchange::wishFrom(said["wish"_L1].toObject()))
            answer(question, *wish);
    } else if (const auto at = m_questions.find(question);
               at != m_questions.end() && at->second.missing.contains(by)) {
        fetch(question, by);
    }
}

void InstanceWindows::answer(const std::string& question, const ConnectionWish& asked)
{
    if (*m_answering >= MostAnswers)
        return;
    ++*m_answering;
    const std::shared_ptr<void> turn(nullptr, [count = m_answering](void*) { --*count; });
    // Named by the one that asks as the board has it; who goes by another name has no such stream.
    ConnectionWish wish = asked;
    if (const InstanceSnapshotPtr instances = m_instances()) {
        for (const InstanceRow& row : instances->rows) {
            if (row.isThis && row.name == wish.lookedAt.instance)
                wish.lookedAt.instance.clear();
        }
    }
    m_windows.once(wish, [self = QPointer(this), question, turn](const ConnectionWindowPtr& front) {
        if (!self)
            return;
        self->m_worker.start([self = self.data(), question, front, turn] {
            const std::string bytes = window_exchange::answerOf(*front).toStdString();
            Worker::answer(self, [self, question, bytes, turn] {
                if (bytes.size() > std::size_t(window_exchange::MaxBytes))
                    return;
                self->m_link.send(
                    {"SET", self->key(question, self->m_mark), bytes, "PX", std::to_string(KeptMs)},
                    {});
                self->m_link.send({"PUBLISH", self->m_keys.instancesChannel(),
                                      compactJson({{u"by"_s, self->m_mark},
                                          {u"rows"_s, QString::fromStdString(question)}})},
                    {});
            });
        });
    });
}

} // namespace fanlight
