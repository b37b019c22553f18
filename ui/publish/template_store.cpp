// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/template_store.h"

#include "data_folder.h"
#include "format.h"
#include "metrics/natural_order.h"
#include "publish/request_json.h"

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

const QString TemplatesKey = u"templates"_s;
constexpr std::array ModeWords{"broadcast"_L1, "user"_L1, "users"_L1, "fanout"_L1, "selective"_L1,
    "batch"_L1}; // in the order of PublishMode

QString templatesName()
{
    return TemplateStore::tr("The list of templates");
}

QJsonObject templateToJson(const PublishTemplate& one)
{
    QJsonObject object = requestToJson(one.request);
    object.insert(u"name"_s, one.name);
    object.insert(u"mode"_s, QString(ModeWords[std::size_t(one.mode)]));
    object.insert(u"batchCount"_s, one.batchCount);
    return object;
}

std::optional<PublishTemplate> templateFromJson(const QJsonObject& object)
{
    const auto request = requestFromJson(object);
    const auto word
        = std::find(ModeWords.begin(), ModeWords.end(), object.value(u"mode"_s).toString());
    const QString name = object.value(u"name"_s).toString();
    if (!request || word == ModeWords.end() || name.isEmpty())
        return std::nullopt;
    const int count = object.value(u"batchCount"_s).toInt(DefaultBatchCount);
    return PublishTemplate{name, PublishMode(word - ModeWords.begin()), *request,
        std::clamp(count, 1, MostBatchCount)};
}

PublishTemplate makeBuiltIn(
    const QString& name, PublishMode mode, const QString& type, const char* data)
{
    PublishTemplate one{name, mode, {}, DefaultBatchCount};
    one.request.type = type;
    one.request.data = data;
    one.request.broadcast = mode == PublishMode::Broadcast;
    if (mode == PublishMode::Fanout) {
        one.request.kind = PublishKind::Fanout;
        one.request.authorId = u"42"_s;
    } else if (mode == PublishMode::OneUser) {
        one.request.userIds = QStringList{u"42"_s};
    }
    return one;
}

} // namespace

QString TemplateStore::defaultPath()
{
    return data_folder::path() + u"/templates.json"_s;
}

const std::vector<PublishTemplate>& TemplateStore::builtIn()
{
    static const std::vector<PublishTemplate> all{
        makeBuiltIn(tr("Like"), PublishMode::OneUser, u"like"_s,
            R"({"type":"like","userId":1,"postId":9001,"message":"Ada liked your photo"})"),
        makeBuiltIn(tr("Comment"), PublishMode::OneUser, u"comment"_s,
            R"({"type":"comment","userId":1,"postId":9001,"text":"What a view!"})"),
        makeBuiltIn(tr("New post"), PublishMode::Fanout, u"new-post"_s,
            R"({"type":"new-post","authorId":42,"postId":{random},"at":"{now}"})"),
        makeBuiltIn(tr("Test"), PublishMode::Broadcast, u"test"_s,
            R"({"type":"test","number":{i},"at":"{now}"})"),
    };
    return all;
}

TemplateStore::TemplateStore(const QString& path, QObject* parent)
    : QObject(parent)
    , m_list({path, TemplatesKey, templatesName(),
          [](const QJsonObject& object) { return object.value(u"name"_s).toString().toUtf8(); },
          [](const QJsonObject& object) { return templateFromJson(object).has_value(); }})
{
    connect(&m_list, &SharedList::problemChanged, this, &TemplateStore::problemChanged);
    connect(&m_list, &SharedList::othersChanged, this, &TemplateStore::take);
    take(m_list.load().items);
}

TemplateStore::~TemplateStore()
{
    m_list.waitForDone();
}

void TemplateStore::take(const QJsonArray& items)
{
    m_saved.clear();
    for (const auto& item : items) {
        if (m_saved.size() < MostTemplates)
            insert(*templateFromJson(item.toObject()));
    }
}

QString TemplateStore::nameProblem(const QString& name)
{
    if (name.isEmpty())
        return tr("A template needs a name.");
    if (name.size() > MostNameCharacters)
        return tr("A name may have %1 characters.").arg(MostNameCharacters);
    return {};
}

int TemplateStore::indexOf(const QString& name) const
{
    const auto found = std::find_if(m_saved.begin(), m_saved.end(),
        [&name](const PublishTemplate& one) { return one.name == name; });
    return found == m_saved.end() ? -1 : int(found - m_saved.begin());
}

void TemplateStore::insert(const PublishTemplate& one)
{
    const auto place
        = std::find_if(m_saved.begin(), m_saved.end(), [&one](const PublishTemplate& other) {
              return compareNaturally(one.name, other.name) < 0;
          });
    m_saved.insert(place, one);
}

QString TemplateStore::save(const PublishTemplate& wanted)
{
    PublishTemplate one = wanted;
    one.name = wanted.name.trimmed();
    if (QString problem = nameProblem(one.name); !problem.isEmpty())
        return problem;
    const int replaced = indexOf(one.name);
    if (replaced < 0 && m_saved.size() >= MostTemplates)
        return tr("There are %1 templates, which is as many as are kept: delete one.")
            .arg(MostTemplates);
    qint64 bytes = one.request.data.size();
    for (std::size_t i = 0; i < m_saved.size(); ++i)
        bytes += int(i) == replaced ? 0 : m_saved[i].request.data.size();
    if (bytes > MostDataBytes)
        return tr("The payloads of all templates together would be more than %1.")
            .arg(format::bytes(double(MostDataBytes)));
    if (replaced >= 0)
        m_saved.erase(m_saved.begin() + replaced);
    insert(one);
    write();
    return {};
}

QString TemplateStore::rename(const QString& from, const QString& wanted)
{
    const QString to = wanted.trimmed();
    const int at = indexOf(from);
    if (at < 0 || from == to)
        return {};
    if (QString problem = nameProblem(to); !problem.isEmpty())
        return problem;
    if (contains(to))
        return tr("There is a template “%1” already.").arg(to);
    PublishTemplate one = m_saved[std::size_t(at)];
    one.name = to;
    m_saved.erase(m_saved.begin() + at);
    insert(one);
    write();
    return {};
}

void TemplateStore::remove(const QString& name)
{
    const int at = indexOf(name);
    if (at < 0)
        return;
    m_saved.erase(m_saved.begin() + at);
    write();
}

void TemplateStore::write()
{
    QJsonArray items;
    for (const PublishTemplate& one : m_saved)
        items.append(templateToJson(one));
    m_list.write([items] { return items; });
}

} // namespace fanlight
