using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tables.Tests.Images;

public sealed class ImageFolderTests : IDisposable
{
    private static readonly byte[] Grey = PngBytes.Plain(2, 1, isGrey: true, [1, 2]), Color = PngBytes.Plain(2, 1, isGrey: false, [1, 2, 3, 4, 5, 6]);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_is_a_class_and_all_is_in_the_order_of_the_names()
    {
        Write("dog", "2.png", PngBytes.Plain(2, 1, isGrey: true, [5, 6]));
        Write("dog", "10.PNG", PngBytes.Plain(2, 1, isGrey: true, [3, 4]));
        Write("cat", "a.png", Grey);
        Write("cat", ".hidden", [1]);
        Write("cat", "Thumbs.db", [1]);
        Write("", "readme.txt", [1]);
        var data = ImageDataset.FromFolder(_folder.Path + Path.DirectorySeparatorChar);

        Assert.Equal(["cat", "dog"], data.ClassNames);
        Assert.Equal([0, 1, 1], data.Labels.ToArray());
        Assert.Equal(new ImageShape(1, 1, 2), data.Shape);
        Assert.Equal([1, 2, 3, 4, 5, 6], Enumerable.Range(0, 3).SelectMany(i => data.Pixels(i).ToArray()));
        Assert.Equal(Path.GetFileName(_folder.Path), data.Name);
    }

    [Fact]
    public void Grey_images_become_colors_on_request()
    {
        Write("a", "1.png", Grey);
        Write("a", "2.png", Color);
        var data = ImageDataset.FromFolder(_folder.Path, channels: 3, name: "some");
        Assert.Equal([1, 2, 1, 2, 1, 2], data.Pixels(0).ToArray());
        Assert.Equal([1, 4, 2, 5, 3, 6], data.Pixels(1).ToArray());
        Assert.Equal("some", data.Name);
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageDataset.FromFolder(_folder.Path, channels: 2));
    }

    [Fact]
    public void Images_that_differ_are_refused_by_name()
    {
        string first = Write("a", "1.png", Grey), second = Write("b", "1.png", Color);
        AssertFails($"{second}: has colors; expected a grey image like {first}. Read with channels: 3, or convert the images to grey.");
        AssertFails($"{second}: has colors; expected a grey image. Read with channels: 3, or convert the images to grey.", channels: 1);
        Write("a", "0.png", Color);
        AssertFails($"{first}: is grey; expected colors like {_folder["a/0.png"]}. Read with channels: 3, which makes three equal channels of grey.");
        Write("a", "1.png", PngBytes.Plain(1, 2, isGrey: true, [1, 2]));
        AssertFails($"{first}: is 1x2; expected 2x1 like {_folder["a/0.png"]}. Give all images one size.");
    }

    [Fact]
    public void Folders_that_are_not_as_they_should_be_are_refused()
    {
        AssertFails($"{_folder.Path}: has no folders; expected one for each class, with its images. Name the folder above.");
        Directory.CreateDirectory(_folder["a"]);
        AssertFails($"{_folder["a"]}: has no images; expected at least 1. Remove the folder, or fill it.");
        Write("a", "1.jpg", [1]);
        AssertFails($"{_folder["a/1.jpg"]}: is not named as a PNG image (.png); nothing else is read. Convert it, or remove it.");
        Directory.CreateDirectory(_folder["a/inner"]);
        AssertFails($"{_folder["a/inner"]}: is a folder in the folder of a class; expected images only. Move its images up.");
        Write("", "stray.png", Grey);
        AssertFails($"{_folder["stray.png"]}: is in no class; expected images only in the folders of the classes. Move it into one.");
        Assert.Equal(
            $"{_folder["nowhere"]}: there is no such folder. Name a folder with a folder of images for each class.",
            Assert.Throws<InvalidDataException>(() => ImageDataset.FromFolder(_folder["nowhere"])).Message);
    }

    private string Write(string folder, string name, byte[] bytes)
    {
        Directory.CreateDirectory(_folder[folder]);
        string path = Path.Combine(_folder[folder], name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private void AssertFails(string message, int? channels = null) =>
        Assert.Equal(message, Assert.Throws<InvalidDataException>(() => ImageDataset.FromFolder(_folder.Path, channels)).Message);
}
